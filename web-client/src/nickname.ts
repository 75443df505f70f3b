import { texts } from './texts'

const pick = <T>(from: readonly T[]): T => from[Math.floor(Math.random() * from.length)]!

/** A friendly name for somebody who has not chosen one. */
export function randomNickname(): string {
  const { moods, animals } = texts.nicknames
  return `${pick(moods)} ${pick(animals)} ${Math.floor(Math.random() * 90) + 10}`
}
