/** A code as people write it down: whatever stands between its letters and digits is decoration. */
export function normalisedCode(written: string): string {
  return written.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase()
}
