import { afterEach, describe, expect, it } from 'vitest'
import { dayName } from '../src/room/days'
import { moment } from '../src/rooms/moment'
import { texts } from '../src/texts'
import { beginningOf, dayOf, readIn, shown, timeZone } from '../src/times'

describe('times', () => {
  afterEach(() => readIn(undefined))

  it('are read in the zone of the profile', () => {
    readIn('Asia/Tokyo')
    expect(dayOf('2026-03-01T20:00:00Z')).toBe('2026-03-02')
    expect(shown('clock', '2026-03-01T20:30:00Z')).toMatch(/^0?5:30/)
    expect(moment('2026-03-01T20:30:00Z', new Date('2026-03-02T01:00:00Z'))).toMatch(/^0?5:30/)

    readIn('America/Los_Angeles')
    expect(dayOf('2026-03-01T20:00:00Z')).toBe('2026-03-01')
    expect(shown('clock', '2026-03-01T20:30:00Z')).toMatch(/12:30/)
  })

  it('name the days by the clocks of that zone', () => {
    readIn('Asia/Tokyo')
    const now = new Date('2026-03-02T16:00:00Z') // the third, in Tokyo
    expect(dayName(new Date('2026-03-02T15:30:00Z'), now)).toBe(texts.room.today)
    expect(dayName(new Date('2026-03-02T14:30:00Z'), now)).toBe(texts.room.yesterday)
    expect(dayName(new Date('2026-03-01T14:30:00Z'), now)).toContain('2026')
  })

  it('begin a day when the clocks there say so, also when they change', () => {
    readIn('Europe/Berlin')
    expect(beginningOf('2026-03-29').toISOString()).toBe('2026-03-28T23:00:00.000Z')
    expect(beginningOf('2026-03-30').toISOString()).toBe('2026-03-29T22:00:00.000Z')
    expect(beginningOf('2026-10-26').toISOString()).toBe('2026-10-25T23:00:00.000Z')
    readIn('America/Los_Angeles')
    expect(beginningOf('2026-01-01').toISOString()).toBe('2026-01-01T08:00:00.000Z')
  })

  it('are kept for the next page, and a zone that nobody knows is none', () => {
    readIn('Asia/Tokyo')
    expect(localStorage.getItem('chat.zone')).toBe('Asia/Tokyo')
    readIn('Middle-earth/Shire')
    expect(timeZone.value).toBeUndefined()
    expect(localStorage.getItem('chat.zone')).toBeNull()
  })
})
