import { computed, ref } from 'vue'

const KEY = 'chat.zone'

/** In which zone this person reads times; without one, in the device's. */
const zone = ref(valid(localStorage.getItem(KEY) ?? undefined))
export const timeZone = computed(() => zone.value)

/** As the profile has it; kept, so that the next page begins with it. */
export function readIn(chosen: string | undefined): void {
  zone.value = valid(chosen || undefined)
  if (zone.value) localStorage.setItem(KEY, zone.value)
  else localStorage.removeItem(KEY)
}

/** A zone that this browser does not know is none. */
function valid(name: string | undefined): string | undefined {
  try {
    new Intl.DateTimeFormat(undefined, { timeZone: name })
    return name
  } catch {
    return undefined
  }
}

const formats = computed(() => {
  const inZone = (options: Intl.DateTimeFormatOptions, locale?: string) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: zone.value })
  return {
    clock: inZone({ hour: '2-digit', minute: '2-digit' }),
    day: inZone({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    dayAndMonth: inZone({ day: 'numeric', month: 'short' }),
    date: inZone({ day: 'numeric', month: 'short', year: 'numeric' }),
    full: inZone({ dateStyle: 'medium', timeStyle: 'short' }),
    // the years of this calendar have four digits, and their parts come in this order
    parts: inZone(
      { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
      'sv-SE',
    ),
  }
})

type Shape = Exclude<keyof typeof formats.value, 'parts'>

export const shown = (shape: Shape, moment: Date | string) => formats.value[shape].format(new Date(moment))

/** The reader's day, as 2026-03-02. */
export const dayOf = (moment: Date | string) => formats.value.parts.format(new Date(moment)).slice(0, 10)

/** The day before, by the calendar. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 24 * 3_600_000).toISOString().slice(0, 10)
}

/** The first moment of a day of the reader. */
export function beginningOf(day: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  const near = midnight - aheadAt(midnight)
  return new Date(midnight - aheadAt(near))
}

/** How many milliseconds the reader's clocks are ahead of UTC then. */
function aheadAt(moment: number): number {
  const clock = formats.value.parts.format(moment).replace(' ', 'T')
  return Date.parse(`${clock}Z`) - Math.floor(moment / 1000) * 1000
}
