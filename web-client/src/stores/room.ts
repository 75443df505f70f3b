import {
  acknowledged,
  Backoff,
  caughtUp,
  emptyTimeline,
  isPassing,
  newId,
  sendFailed,
  sendForgotten,
  sending,
  type Room,
} from '@chat/client'
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { chat } from '../chat'
import { isRoomId, normalisedCode } from '../room/code'
import { repeat } from '../room/repeat'
import { sentenceFor } from '../sentences'

const PAGE = 50
const REFRESH_MILLIS = 2_000
const LONGEST_WAIT_MILLIS = 30_000

/** The room on the screen: its stream so far, and what this person is sending into it. */
export const useRoom = defineStore('room', () => {
  const room = ref<Room>()
  const timeline = shallowRef(emptyTimeline)
  const loaded = ref(false)
  const moreBefore = ref(false)
  /** Why the room cannot be shown at all. */
  const refused = ref<unknown>()
  /** Whether the last try to hear news failed. */
  const silent = ref(false)
  let stop = () => {}

  /** Joins by code and keeps up with the room until closed. */
  function open(code: string): void {
    close()
    stop = repeat({
      ask: (signal) => (room.value ? hearNews(signal) : enter(code, signal)),
      told: (error) => {
        silent.value = error !== undefined
        if (error !== undefined && !isPassing(error)) refused.value = error
      },
      backoff: new Backoff(REFRESH_MILLIS, LONGEST_WAIT_MILLIS),
    })
  }

  function close(): void {
    stop()
    room.value = undefined
    timeline.value = emptyTimeline
    loaded.value = moreBefore.value = silent.value = false
    refused.value = undefined
  }

  async function enter(code: string, signal: AbortSignal): Promise<void> {
    const joined = await (isRoomId(code) ? chat.rooms.enter(code) : chat.joinByCode(normalisedCode(code)))
    const latest = await chat.history(joined.id, { limit: PAGE, signal })
    signal.throwIfAborted()
    room.value = joined
    timeline.value = caughtUp(timeline.value, latest)
    moreBefore.value = latest.length === PAGE
    loaded.value = true
  }

  async function hearNews(signal: AbortSignal): Promise<void> {
    const { id } = room.value!
    for (;;) {
      const news = await chat.history(id, { after: timeline.value.head, limit: PAGE, signal })
      signal.throwIfAborted()
      timeline.value = caughtUp(timeline.value, news)
      if (news.length < PAGE) break
    }
    await sendWhatWaits()
  }

  /** The platform answers again: what failed for want of it goes out, in the order it was written. */
  async function sendWhatWaits(): Promise<void> {
    for (const own of timeline.value.pending) {
      if (own.state === 'failed' && own.passing) await send(own.text, own.clientId)
    }
  }

  async function showEarlier(): Promise<void> {
    const before = timeline.value.messages[0]?.seq
    if (!room.value || before === undefined) return
    const earlier = await chat.history(room.value.id, { before, limit: PAGE })
    timeline.value = caughtUp(timeline.value, earlier)
    moreBefore.value = earlier.length === PAGE
  }

  /** Sends; the same client id for every try, so that a lost answer never doubles the message. */
  async function send(text: string, clientId: string = newId()): Promise<void> {
    if (!room.value) return
    timeline.value = sending(timeline.value, clientId, text)
    try {
      timeline.value = acknowledged(
        timeline.value,
        await chat.send(room.value.id, clientId, text),
      )
    } catch (error) {
      timeline.value = sendFailed(timeline.value, clientId, sentenceFor(error), isPassing(error))
    }
  }

  function discard(clientId: string): void {
    timeline.value = sendForgotten(timeline.value, clientId)
  }

  return {
    room, timeline, loaded, moreBefore, refused, silent,
    open, close, showEarlier, send, discard,
  }
})
