import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { chat } from '../chat'
import { useSession } from '../stores/session'
import { texts } from '../texts'
import { begun, callOf } from './mentions'

export interface Suggestion {
  name: string
  /** What calls them. */
  call: string
  /** What stands beside it. */
  note?: string
}

const ASK_MILLIS = 150
const EVERYBODY: Suggestion = { name: 'room', call: '@room', note: texts.room.everybody }

/** Suggests whom an `@` that is being written might mean. */
export function useCalling(room: string, text: Ref<string>, field: Ref<HTMLTextAreaElement | null>) {
  const session = useSession()
  const caret = ref(0)
  const found = shallowRef<Suggestion[]>([])
  const chosen = ref(0)
  const dismissed = ref<string>()
  const written = computed(() => begun(text.value.slice(0, caret.value)))
  const wanted = computed(() => written.value?.name)
  const suggestions = computed(() =>
    wanted.value === undefined || wanted.value === dismissed.value ? [] : found.value,
  )

  function moved(): void {
    caret.value = field.value?.selectionEnd ?? 0
  }

  watch(wanted, (name, _before, cleanup) => {
    chosen.value = 0
    if (name === undefined) {
      found.value = []
      dismissed.value = undefined
      return
    }
    let over = false
    const timer = setTimeout(async () => {
      const people = await chat.membersNamed(room, name).catch(() => [])
      if (over) return
      const names = people.flatMap(({ user: { id, name: full } }) => {
        const call = id === session.me?.id ? undefined : callOf(full) // nobody calls themselves
        return call ? [{ name: full, call }] : []
      })
      found.value = EVERYBODY.name.startsWith(name.toLowerCase()) ? [...names, EVERYBODY] : names
    }, ASK_MILLIS)
    cleanup(() => {
      over = true
      clearTimeout(timer)
    })
  })

  function take(suggestion: Suggestion): void {
    const before = `${text.value.slice(0, written.value!.at)}${suggestion.call} `
    text.value = before + text.value.slice(caret.value).replace(/^"? ?/, '')
    caret.value = before.length
    found.value = []
    requestAnimationFrame(() => {
      field.value?.focus()
      field.value?.setSelectionRange(before.length, before.length)
      moved()
    })
  }

  /** Whether the key was for the suggestions. */
  function pressed(event: KeyboardEvent): boolean {
    const count = suggestions.value.length
    if (count === 0) return false
    if (event.key === 'ArrowDown') chosen.value = (chosen.value + 1) % count
    else if (event.key === 'ArrowUp') chosen.value = (chosen.value + count - 1) % count
    else if (event.key === 'Enter' || event.key === 'Tab') take(suggestions.value[chosen.value]!)
    else if (event.key === 'Escape') dismissed.value = wanted.value
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }

  return { suggestions, chosen, moved, take, pressed }
}
