import { describe, expect, it } from 'vitest'
import { begun, callOf, parts } from '../src/room/mentions'

describe('a mention', () => {
  it('puts a name with spaces in quotes, and calls nobody whom the platform would not find', () => {
    expect(callOf('ann.b')).toBe('@ann.b')
    expect(callOf('Calm Otter 12')).toBe('@"Calm Otter 12"')
    expect(callOf('Ann.')).toBe('@"Ann."')
    for (const name of ['a "b"', 'a\nb', 'a\u2028b', '', 'x'.repeat(65)]) expect(callOf(name)).toBeUndefined()
  })

  it('is read without its quotes, and leaves the text around it as it is', () => {
    expect(parts('so @"Calm Otter", @bo: "no"')).toEqual([
      { text: 'so ' },
      { text: '@Calm Otter', name: 'Calm Otter' },
      { text: ', ' },
      { text: '@bo', name: 'bo' },
      { text: ': "no"' },
    ])
  })

  it('is known while it is being written, with its place', () => {
    expect(begun('hi @Cal')).toEqual({ name: 'Cal', at: 3 })
    expect(begun('hi @"Calm Ot')).toEqual({ name: 'Calm Ot', at: 3 })
    expect(begun('hi @"Calm Otter" ')).toBeUndefined()
    expect(begun('mail@ex')).toBeUndefined()
  })
})
