import { type MediaType, mediaTypes } from '../../reader/media-type.ts'

const LONGEST = 150
/** Control characters, and those that turn the direction of writing: « gpj.exe » would read « exe.jpg ». */
const INVISIBLE = /[\p{Cc}\p{Cf}\u2028\u2029]/gu

const endings: string[] = Object.values(mediaTypes).flat()

/**
 * The name a document is kept under: without folders, on one line, ending as its kind does. Null where it ends like a
 * kind that it is not.
 */
export function documentName(given: string, type: MediaType): { name: string; mediaType: MediaType } | null {
  const clean = given.replaceAll(INVISIBLE, '').normalize('NFC').split(/[/\\]/).at(-1)?.trim()
  const name = clean === undefined || clean === '' || /^\.+$/.test(clean) ? 'document' : clean
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  // Separated text is text: its name alone says that there are columns.
  const mediaType = type === 'text/plain' && ending === 'csv' ? 'text/csv' : type
  const own: readonly string[] = mediaTypes[mediaType]
  if (own.includes(ending)) {
    const rest = name.slice(0, -ending.length - 1)
    return { name: `${rest.slice(0, LONGEST)}.${ending}`, mediaType }
  }
  if (endings.includes(ending)) return null
  return { name: `${name.slice(0, LONGEST)}.${own[0]}`, mediaType }
}
