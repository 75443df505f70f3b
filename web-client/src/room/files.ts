import type { Attachment, AttachmentLinks } from '@chat/client'
import { newId } from '@chat/client'
import { reactive } from 'vue'
import { chat } from '../chat'
import { sentenceFor } from '../sentences'

/** A file on its way to the room. */
export interface Upload {
  id: string
  name: string
  /** From 0 to 1. */
  sent: number
  attachment?: Attachment
  failure?: string
  stop: AbortController
}

/** Takes a file to a room; what it answers shows how far it is. */
export function uploading(room: string, file: File): Upload {
  const upload: Upload = reactive({ id: newId(), name: file.name, sent: 0, stop: new AbortController() })
  const progress = (sent: number) => (upload.sent = sent)
  chat.upload(room, file, progress, upload.stop.signal).then(
    (attachment) => (upload.attachment = attachment),
    (error: unknown) => (upload.failure = sentenceFor(error)),
  )
  return upload
}

const AHEAD_MILLIS = 60_000
const links = new Map<string, Promise<AttachmentLinks>>()

/** Links to a file that are good for a while yet. */
export async function linksTo(id: string): Promise<AttachmentLinks> {
  const before = links.get(id)
  if (before && new Date((await before).until).getTime() - AHEAD_MILLIS > Date.now()) return before
  const asked = chat.links(id)
  links.set(id, asked)
  asked.catch(() => links.delete(id))
  return asked
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

export function sizeOf(bytes: number): string {
  const step = Math.min(3, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  const options = { style: 'unit', unit: UNITS[step], unitDisplay: 'narrow', maximumFractionDigits: 1 } as const
  return new Intl.NumberFormat(undefined, options).format(bytes / 1000 ** step)
}
