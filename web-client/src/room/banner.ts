import { computed, ref, watch, type ComputedRef } from 'vue'
import { useRoom } from '../stores/room'
import { texts } from '../texts'
import { connection } from './connection'
import { online } from './online'

/** A connection that is back before that is not worth a word. */
const PATIENCE_MILLIS = 1_500

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
      const timer = setTimeout(() => (lost.value = true), PATIENCE_MILLIS)
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
