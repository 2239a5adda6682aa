/** What a person sees of a text that may be a web page: tags, scripts and entities are blanked where they stand. */

const hidden = ['script', 'style', 'template', 'noscript']
/** Tags within a line; the others break it. */
const inline = new Set('a abbr b big em font i mark s small span strong sub sup u'.split(' '))

const entities = new Map(
  Object.entries({
    nbsp: ' ',
    amp: '&',
    quot: '"',
    apos: "'",
    lt: '<',
    gt: '>',
    rsquo: '’',
    laquo: '«',
    raquo: '»',
    euro: '€',
    eacute: 'é',
    egrave: 'è',
    ecirc: 'ê',
    agrave: 'à',
    acirc: 'â',
    ccedil: 'ç',
    icirc: 'î',
    ocirc: 'ô',
    ugrave: 'ù',
    Eacute: 'É',
    Agrave: 'À',
    oelig: 'œ',
    deg: '°',
    sup2: '²',
    frac12: '½',
    hellip: '…',
    ndash: '–',
    mdash: '—',
  }),
)

/** Readable text, and for each of its characters the place of it in the source; null where they are the same. */
export interface Readable {
  text: string
  places: Uint32Array | null
}

/** One pass over the source, whatever is in it: nothing is looked for twice. */
export function readable(source: string): Readable {
  if (!/<[a-z!/]|&[#a-z]/i.test(source)) return { text: source, places: null }
  const pieces: string[] = []
  const places = new Uint32Array(source.length + 1)
  let length = 0
  const put = (text: string, at: number, advances: boolean) => {
    pieces.push(text)
    for (let index = 0; index < text.length; index++) places[length++] = advances ? at + index : at
  }
  const endOf = endsIn(source)
  let at = 0
  while (at < source.length) {
    const next = nextMark(source, at)
    if (next > at) put(source.slice(at, next), at, true)
    if (next === source.length) break
    const end = source[next] === '<' ? endOf(next) : null
    if (end !== null) put(end.breaks ? '\n' : ' ', next, false)
    at = end?.at ?? afterEntity(source, next, put)
  }
  places[length] = source.length
  return { text: pieces.join(''), places: places.subarray(0, length + 1) }
}

type Put = (text: string, at: number, advances: boolean) => void

function nextMark(source: string, from: number): number {
  for (let at = from; at < source.length; at++) {
    const code = source.charCodeAt(at)
    if (code === 60 || code === 38) return at
  }
  return source.length
}

/** The next place of some text from a place that only moves on; each stretch of the source is searched once. */
function finder(source: string, wanted: string): (from: number) => number {
  let found = -2
  return from => {
    if (found !== -1 && found < from) found = source.indexOf(wanted, from)
    return found
  }
}

/** Where the tag, comment or hidden element that opens at a place ends; null where none does. */
function endsIn(source: string): (open: number) => { at: number; breaks: boolean } | null {
  const tagEnd = finder(source, '>')
  const commentEnd = finder(source, '-->')
  const lower = source.replace(/[A-Z]+/g, capitals => capitals.toLowerCase())
  const closings = new Map(hidden.map(name => [name, finder(lower, `</${name}`)]))
  const after = (end: number, length: number, breaks: boolean) =>
    end === -1 ? null : { at: end + length, breaks }
  return open => {
    const [tag, name] = /^<(?:!--|!|\/?([a-z][a-z0-9]*))/.exec(lower.slice(open, open + 20)) ?? []
    if (tag === undefined) return null
    if (tag === '<!--') return after(commentEnd(open), 3, false)
    const closing = tag.startsWith('</') ? undefined : closings.get(name ?? '')?.(open)
    return after(tagEnd(closing === undefined || closing === -1 ? open : closing), 1, !inline.has(name ?? ''))
  }
}

/** Puts what an entity, or a mark that opens nothing, stands for. Returns the place after it. */
function afterEntity(source: string, open: number, put: Put): number {
  const found = /^&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|([a-z]{2,8}\d?));/i.exec(source.slice(open, open + 12))
  const [whole = '', decimal, hexadecimal, name = ''] = found ?? []
  const code = decimal ? Number(decimal) : hexadecimal ? Number.parseInt(hexadecimal, 16) : null
  const meant =
    code === null ? entities.get(name) : code > 0 && code < 0x10ffff ? String.fromCodePoint(code) : ' '
  if (meant === undefined) {
    put(source.slice(open, open + 1), open, true)
    return open + 1
  }
  put(meant, open, false)
  return open + whole.length
}
