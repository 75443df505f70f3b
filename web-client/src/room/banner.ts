import { computed, ref, watch, type ComputedRef } from 'vue'
import { useRoom } from '../stores/room'
import { texts } from '../texts'
import { connection } from './connection'
import { online } from './online'

/** A connection that is there before that is not worth a word; one that was lost does not come back so soon. */
const PATIENCE_MILLIS = { connecting: 1_500, waiting: 300 }

/** What a person should know about the network, if anything. */
export function useBanner(): ComputedRef<string | undefined> {
  const store = useRoom()
  const lost = ref(false)
  watch(
    connection,
    (state, _before, cleanup) => {
      if (state === 'live' || state === 'idle' || state === 'refused') {
        lost.value = false
        return
      }
      const timer = setTimeout(() => (lost.value = true), PATIENCE_MILLIS[state])
      cleanup(() => clearTimeout(timer))
    },
    { immediate: true },
  )
  return computed(() => {
    if (!online.value) return texts.room.offline
    if (lost.value) return texts.room.reconnecting
    return store.lagging ? texts.room.lagging : undefined
  })
}
