import { computed, ref, watchEffect } from 'vue'

export type Theme = 'light' | 'dark'

const KEY = 'chat.theme'
const system = matchMedia('(prefers-color-scheme: dark)')
const systemDark = ref(system.matches)
system.addEventListener('change', () => (systemDark.value = system.matches))
addEventListener('storage', (event) => {
  if (event.key === KEY) chosen.value = stored()
})

const stored = (): Theme | undefined => {
  const value = localStorage.getItem(KEY)
  return value === 'light' || value === 'dark' ? value : undefined
}
const chosen = ref(stored())

/** What somebody has chosen; undefined is as the system has it. */
export const theme = computed({
  get: () => chosen.value,
  set: (value: Theme | undefined) => {
    chosen.value = value
    if (value) localStorage.setItem(KEY, value)
    else localStorage.removeItem(KEY)
  },
})

export const dark = computed(() => (chosen.value ? chosen.value === 'dark' : systemDark.value))

watchEffect(() => {
  if (chosen.value) document.documentElement.dataset['theme'] = chosen.value
  else delete document.documentElement.dataset['theme']
})
