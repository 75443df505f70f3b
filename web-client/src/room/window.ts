import { computed, nextTick, ref, type Ref } from 'vue'
import type { Row } from './rows'

/** So many rows are in the document, however long the room is. */
const MOST = 120
const STEP = 40
/** How near the edge of what is there more is put there. */
const NEAR = 800
const AT_END = 60

/**
 * The part of a timeline that is in the document. It moves along while somebody scrolls, and what they
 * look at stays where it is, whatever comes above or below.
 */
export function useWindow(rows: Ref<Row[]>, box: Ref<HTMLElement | null>, atTop: () => void) {
  /** The first row in the document; without one, the newest rows are. */
  const first = ref<string>()
  const atEnd = ref(true)

  const start = computed(() => {
    const newest = Math.max(0, rows.value.length - MOST)
    if (first.value === undefined) return newest
    const index = rows.value.findIndex((row) => row.key === first.value)
    return index < 0 ? newest : Math.min(index, newest)
  })
  const shown = computed(() => rows.value.slice(start.value, start.value + MOST))
  const atNewest = () => start.value + MOST >= rows.value.length

  function toEnd(): void {
    first.value = undefined
    atEnd.value = true
    void nextTick(bottom)
  }

  function bottom(): void {
    if (box.value && atEnd.value) box.value.scrollTop = box.value.scrollHeight
  }

  function scrolled(): void {
    const { scrollTop, scrollHeight, clientHeight } = box.value!
    const below = scrollHeight - scrollTop - clientHeight
    atEnd.value = atNewest() && below < AT_END
    if (atEnd.value) first.value = undefined
    else first.value ??= shown.value[0]?.key
    if (scrollTop < NEAR && start.value > 0) void move(start.value - STEP)
    else if (below < NEAR && !atNewest()) void move(start.value + STEP)
    if (scrollTop < NEAR && start.value <= STEP) atTop()
  }

  async function move(to: number): Promise<void> {
    const hold = held()
    first.value = rows.value[Math.max(0, Math.min(to, rows.value.length - MOST))]?.key
    await nextTick()
    hold()
  }

  /** Remembers what is looked at; the answer puts it back to where it was. */
  function held(): () => void {
    const top = box.value!.getBoundingClientRect().top
    const elements = [...box.value!.querySelectorAll<HTMLElement>('[data-row]')]
    const anchor = elements.find((element) => element.getBoundingClientRect().bottom > top)
    const before = anchor?.getBoundingClientRect().top
    return () => {
      if (before === undefined || !anchor!.isConnected) return
      box.value!.scrollTop += anchor!.getBoundingClientRect().top - before
    }
  }

  /** Around a change of the rows: whoever is at the end stays there, and nobody else is moved. */
  function changing(): () => void {
    if (!box.value) return () => {}
    if (atEnd.value) return bottom
    return held()
  }

  /** Puts this row into the document and in the middle of what is seen. */
  async function show(key: string): Promise<HTMLElement | undefined> {
    const index = rows.value.findIndex((row) => row.key === key)
    if (index < 0) return undefined
    atEnd.value = false
    first.value = rows.value[Math.max(0, Math.min(index - MOST / 2, rows.value.length - MOST))]?.key
    await nextTick()
    const element = box.value?.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`)
    element?.scrollIntoView({ block: 'center' })
    return element ?? undefined
  }

  return { shown, atEnd, toEnd, bottom, scrolled, changing, show }
}
