/** Whether what a text names is asked for, offered, in stock, or was ordered before. */
import type { CueKind } from './lexicon.ts'
import type { Cue, Segment } from './segments.ts'
import type { Token } from './tokens.ts'

export type Stance = 'need' | 'offer' | 'ordered' | 'history' | 'stock'

const stances: readonly CueKind[] = ['need', 'offer', 'ordered', 'history', 'stock']
const isStance = (kind: CueKind): kind is Stance => stances.includes(kind)

type StanceCue = Cue & { kind: Stance }
const stanceCues = ({ cues }: Segment) => cues.filter((cue): cue is StanceCue => isStance(cue.kind))

/** How far after a noun "sont déjà livrés" still speaks of it, in tokens. */
const nearAfter = 6

/**
 * The stance of something between two tokens of a segment: what is said last before it; but what follows at once in the
 * same clause decides ("500 masques ont déjà été donnés"). With no cue, that of the line above which ends in a colon;
 * null where nothing is said. `next`: token of the next thing named.
 */
export function stanceOf(
  segments: readonly Segment[],
  index: number,
  from: number,
  until: number,
  tokens: readonly Token[],
  next = Infinity,
): Stance | null {
  const segment = segments[index]
  if (segment === undefined) return null
  const cues = stanceCues(segment)
  const before = cues.filter(cue => cue.until <= from).at(-1)
  const after = cues.find(cue => cue.from >= until)
  const isNear =
    after !== undefined && after.from - until <= nearAfter && !hasComma(tokens, until, after.from)
  if (after !== undefined && isNear && (after.kind === 'history' || after.kind === 'stock')) return after.kind
  // "Les masques, ça va à peu près": nothing else is said of them.
  // "Nous avons acheté 500 masques : ils ont été livrés."
  if (before?.kind === 'ordered' && cues.some(({ kind, from: at }) => kind === 'history' && at >= until))
    return 'history'
  // "Surchaussures si possible, FFP3 couverts": what comes after another thing is said of that.
  const isOfAnother = after !== undefined && after.from > next && ['history', 'stock'].includes(after.kind)
  const isFarOffer = after?.kind === 'offer' && !isNear
  return before?.kind ?? (isOfAnother || isFarOffer ? undefined : after?.kind) ?? inherited(segments, index)
}

/** "Gel : non." */
export function isRefused(tokens: readonly Token[], until: number): boolean {
  const [first, second, third] = [0, 1, 2].map(after => tokens[until + after]?.text ?? '')
  if (first === ':') return ['non', 'no', 'ras', 'neant', 'ok'].includes(second ?? '')
  // "charlottes on a"
  return first === 'on' && second === 'a' && [',', '.', ';', '', '\n'].includes(third ?? '')
}

function hasComma(tokens: readonly Token[], from: number, until: number): boolean {
  for (let at = from; at < until; at++)
    if ([',', '(', 'et', 'mais', 'and', 'but'].includes(tokens[at]?.text ?? '')) return true
  return false
}

/** From the nearest line above that opens a list. */
function inherited(segments: readonly Segment[], index: number): Stance | null {
  for (let at = index - 1; at >= Math.max(0, index - 12); at--) {
    const above = segments[at]
    if (above === undefined) return null
    if (above.opens) return stanceCues(above).at(-1)?.kind ?? null
    if (stanceCues(above).length > 0) return null
  }
  return null
}
