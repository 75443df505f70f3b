import type { Directive } from 'vue'

/** Takes the focus when it appears. */
export const vFocus: Directive<HTMLElement> = {
  mounted: (element) => {
    const field = element.matches('input, textarea, button')
      ? element
      : element.querySelector<HTMLElement>('input, textarea')
    field?.focus()
  },
}
