/** The thread that files are opened in: whatever is in them, it holds nothing else, and may be ended at any time. */
import type { Refusal } from '../problems/problem.ts'
import { type FileText, textOfFile } from './file.ts'
import { type MediaType, mediaTypeOf } from './media-type.ts'
import { rowsOfFile } from './table-file.ts'
import { Unreadable } from './unreadable.ts'

/** The text of a file, or why it cannot be read. */
export const readFile = (bytes: Uint8Array): Promise<FileText | Refusal> =>
  orRefusal(textOfFile(bufferOf(bytes)))

/** What a file is, or why it is not kept. */
export const readMediaType = (bytes: Uint8Array): Promise<MediaType | Refusal> =>
  orRefusal(mediaTypeOf(bufferOf(bytes)))

/** The cells of a file that holds a table, line by line, or why it cannot be read. */
export const readLines = (bytes: Uint8Array): Promise<string[][] | Refusal> =>
  orRefusal(rowsOfFile(bufferOf(bytes)))

const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array) =>
  Buffer.from(buffer, byteOffset, byteLength)

async function orRefusal<Answer>(reading: Promise<Answer>): Promise<Answer | Refusal> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof Unreadable) return error.refusal
    throw error
  }
}
