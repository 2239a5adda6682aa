/** Bytes that are letters, in whichever code they were written. */
import { Unreadable } from './unreadable.ts'

/** Control characters but tabs, line ends and form feeds: a text has none. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/

/** Text in UTF-8 or UTF-16 where it says so or is sound, in Windows-1252 otherwise. Throws `Unreadable` for what is no text. */
export function textOf(bytes: Buffer): string {
  const text = decoded(bytes)
  if (CONTROL.test(text)) throw new Unreadable('file-unsupported')
  return text
}

function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
