import { texts } from '../texts'
import { dayBefore, dayOf, shown } from '../times'

export function dayName(day: Date, now: Date): string {
  const [then, today] = [dayOf(day), dayOf(now)]
  if (then === today) return texts.room.today
  return then === dayBefore(today) ? texts.room.yesterday : shown('day', day)
}

export const clock = (sentAt: string) => shown('clock', sentAt)
