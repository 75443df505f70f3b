/** A code as people write it down: whatever stands between its letters and digits is decoration. */
export function normalisedCode(written: string): string {
  return written.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase()
}

/** Whether this is the room's own id, by which those find it who may enter without a code. */
export function isRoomId(address: string): boolean {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(address)
}
