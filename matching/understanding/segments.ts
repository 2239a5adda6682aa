/** What is said of things beside naming them: denied, past, asked for, offered, ordered before. */
import type { CueKind, Lexicon } from './lexicon.ts'
import type { Token } from './tokens.ts'
import { longest } from './trie.ts'

export interface Cue {
  kind: CueKind
  /** Tokens it is made of. */
  from: number
  until: number
}

/** A sentence, a line or an item of a list. */
export interface Segment {
  from: number
  until: number
  cues: Cue[]
  /** A colon at its end hands its cues on to the lines that follow. */
  opens: boolean
}

const abbreviations = new Set(
  'pers chir rech bte btes sem livr cat env qte no art ref max min tel dept st ste mr mme ex approx nb av bd kg ml pcs reg'.split(
    ' ',
  ),
)
/** Longer sentences are cut: what is so far apart has nothing to say of each other. */
const mostTokens = 300
const ends = new Set(['.', ';', '!', '?', '\n', '•', '·', '|'])

/** Sentences and lines, with the cues in each. */
export function segmentsOf(tokens: readonly Token[], { cues }: Lexicon): Segment[] {
  const written = tokens.map(({ text }) => text)
  const segments: Segment[] = []
  let from = 0
  const close = (until: number, next: number) => {
    if (until > from) {
      const found = cuesIn(from, until, at => longest(cues, tokens, written, at))
      segments.push({ from, until, cues: found, opens: tokens[until - 1]?.text === ':' })
    }
    from = next
  }
  for (const [at, token] of tokens.entries()) {
    if (at - from >= mostTokens) close(at, at)
    if (token.kind !== 'mark' || !ends.has(token.text)) continue
    const before = tokens[at - 1]
    const isAbbreviated =
      token.text === '.' && token.touches && before !== undefined && abbreviations.has(before.text)
    if (!isAbbreviated) close(at, at + 1)
  }
  close(tokens.length, tokens.length)
  return segments
}

/** Which segment a token stands in, by its place; -1 for a mark between two. */
export function segmentsByToken(segments: readonly Segment[], tokens: number): Int32Array {
  const places = new Int32Array(tokens).fill(-1)
  for (const [index, { from, until }] of segments.entries()) places.fill(index, from, until)
  return places
}

function cuesIn(
  from: number,
  until: number,
  cueAt: (at: number) => { value: CueKind[]; until: number } | null,
): Cue[] {
  const found: Cue[] = []
  for (let at = from; at < until; at++) {
    const hit = cueAt(at)
    if (hit === null || hit.until > until) continue
    for (const kind of hit.value) found.push({ kind, from: at, until: hit.until })
    at = hit.until - 1
  }
  return found
}

const closesNegation = new Set([',', ':', '(', ')', 'mais', 'but', 'however', 'par'])
const notQuite = new Set(['seulement', 'uniquement', 'que', 'only', 'just', 'encore', 'mal', 'plus', 'de'])
const present = new Set(
  'aujourd maintenant desormais now today actuellement mais but pas nous on je avec depuis we'.split(' '),
)

/** "nous n'avons plus de masques" asks for some; "nous ne faisons plus de housses" does not. */
const having = new Set('a ai avons avez ont reste trouve trouvons trouvent'.split(' '))

/** After these nothing follows that the denial is about: "nous ne cousons pas et ne remaillons pas". */
const endsDenial = new Set([',', ':', '(', ')', 'et', 'ni', 'mais', 'nous', 'on'])

/** Which tokens of a segment are denied ("pas de découpe laser", "hors gants"). */
export function deniedIn({ from, until, cues }: Segment, tokens: readonly Token[]): Set<number> {
  const denied = new Set<number>()
  const starts = cues.filter(({ kind }) => kind === 'negation').map(cue => cue.until)
  for (let at = from; at < until; at++) {
    // "nous ne faisons plus de housses", "nous ne cousons pas"
    const text = tokens[at]?.text
    if (text !== 'ne' && text !== 'n') continue
    for (let next = at + 1; next < Math.min(until, at + 5); next++) {
      const word = tokens[next]?.text ?? ''
      if (having.has(word)) break
      if (word === 'plus') starts.push(next + 1)
      const isWhole = next + 1 >= until || endsDenial.has(tokens[next + 1]?.text ?? '')
      if (['pas', 'plus', 'jamais'].includes(word) && isWhole)
        for (let verb = at + 1; verb < next; verb++) denied.add(verb)
    }
  }
  for (const start of starts) {
    const first = tokens[start]?.text ?? ''
    if (notQuite.has(first) && first !== 'de' && first !== 'encore') continue
    for (let at = start; at < until && !closesNegation.has(tokens[at]?.text ?? ''); at++) denied.add(at)
  }
  return denied
}

/** Which tokens of a segment tell of what was ("nous faisions des housses"). */
export function pastIn({ from, until, cues }: Segment, tokens: readonly Token[]): Set<number> {
  const past = new Set<number>()
  for (const { kind, from: start } of cues) {
    if (kind !== 'past') continue
    let begin = start
    while (begin > from && ![',', ':', '('].includes(tokens[begin - 1]?.text ?? '')) begin--
    for (let at = begin; at < until && !(at > start + 1 && present.has(tokens[at]?.text ?? '')); at++)
      past.add(at)
  }
  return past
}
