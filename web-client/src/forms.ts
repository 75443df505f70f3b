import { Refused } from '@chat/client'
import { computed, reactive, ref } from 'vue'
import { fieldSentences } from './sentences'

/** One thing that a person asks for: whether it is on its way, and what was wrong with it. */
export interface Attempt {
  readonly working: boolean
  /** What went wrong as a whole, when no shown field is to blame. */
  readonly failure: unknown
  /** What is wrong with each field. */
  readonly wrong: Readonly<Record<string, string>>
  /** Does it, unless it is on its way already; whether it went well. */
  run(work: () => Promise<unknown>): Promise<boolean>
  /** Whether it was refused for this reason. */
  refusedAs(slug: string): boolean
  blame(field: string, sentence: string): void
  /** What went wrong is no longer of interest. */
  forget(): void
}

/** The fields are those that the form shows: only there can it say what is wrong with them. */
export function useAttempt(...fields: string[]): Attempt {
  const working = ref(false)
  const error = ref<unknown>()
  const blamed = ref<Record<string, string>>({})

  const wrong = computed(() => ({ ...fieldSentences(error.value), ...blamed.value }))
  const failure = computed(() => {
    if (Object.keys(blamed.value).length > 0) return undefined
    const all = Object.keys(wrong.value)
    return all.length > 0 && all.every((field) => fields.includes(field)) ? undefined : error.value
  })

  function forget(): void {
    error.value = undefined
    blamed.value = {}
  }

  async function run(work: () => Promise<unknown>): Promise<boolean> {
    if (working.value) return false
    working.value = true
    forget()
    try {
      await work()
      return true
    } catch (reason) {
      error.value = reason
      return false
    } finally {
      working.value = false
    }
  }

  return reactive({
    working,
    failure,
    wrong,
    run,
    forget,
    refusedAs: (slug: string) => error.value instanceof Refused && error.value.is(slug),
    blame: (field: string, sentence: string) => (blamed.value = { [field]: sentence }),
  })
}
