import { Backoff, type HealthReport } from '@chat/client'
import { defineStore } from 'pinia'
import { ref } from 'vue'
import { chat } from '../chat'
import { repeat } from '../room/repeat'

/** How the platform's services are. */
export const usePlatform = defineStore('platform', () => {
  const health = ref<HealthReport>()
  const unreachable = ref(false)

  /** Looks every few seconds; returns the way to stop looking. */
  function watch(): () => void {
    return repeat({
      ask: async (signal) => {
        health.value = await chat.health(signal)
      },
      told: (error) => {
        unreachable.value = error !== undefined
      },
      backoff: new Backoff(5_000, 30_000),
    })
  }

  return { health, unreachable, watch }
})
