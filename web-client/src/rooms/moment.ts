import { dayOf, shown } from '../times'

/** A moment as a list shows it: the time of today, else the day. */
export function moment(at: string, now = new Date()): string {
  const [day, today] = [dayOf(at), dayOf(now)]
  if (day === today) return shown('clock', at)
  return shown(day.slice(0, 4) === today.slice(0, 4) ? 'dayAndMonth' : 'date', at)
}

/** Day and time, for what matters to the minute. */
export const fullMoment = (at: string) => shown('full', at)
