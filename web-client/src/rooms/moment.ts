/** A moment as a list shows it: the time of today, else the day. */
export function moment(at: string, now = new Date()): string {
  const date = new Date(at)
  if (date.toDateString() === now.toDateString()) {
    return date.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' })
  }
  const year = date.getFullYear() === now.getFullYear() ? undefined : ('numeric' as const)
  return date.toLocaleDateString(undefined, { day: 'numeric', month: 'short', year })
}

/** Day and time, for what matters to the minute. */
export function fullMoment(at: string): string {
  return new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })
}
