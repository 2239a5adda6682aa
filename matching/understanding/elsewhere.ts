/**
 * What a firm names and does not do itself: bought ("spunbond et meltblown achetés"), sold for others ("importateur de gants"),
 * mended ("réparation de machines à coudre"), or made by whoever works for it ("production sous-traitée").
 */
import type { CueKind } from './lexicon.ts'
import type { Mention } from './nouns.ts'
import type { Segment } from './segments.ts'
import type { Token } from './tokens.ts'

/** How far a word may stand from what it is said of, in tokens: "la stérilisation est aussi sous-traitée". */
const near = 3

/** What stands between things said together: "moulage et stérilisation". */
const joining = new Set('et and ou or puis de des du d la le les l the'.split(' '))
const separating = new Set([',', ':', '(', ')'])

const has = ({ cues }: Segment, kind: CueKind) => cues.some(cue => cue.kind === kind)

/** Tokens of what is bought, of a segment's mentions in their order: those before the word, joined to one another. */
export function boughtIn(
  { cues }: Segment,
  tokens: readonly Token[],
  mentions: readonly Mention[],
): Set<number> {
  const found = new Set<number>()
  const isApart = (from: number, until: number) =>
    tokens.slice(from, until).some(({ text }) => separating.has(text))
  for (const cue of cues) {
    if (cue.kind !== 'bought') continue
    let end = cue.from
    const before = mentions.filter(({ until }) => until <= cue.from)
    for (const { from, until } of before.toReversed()) {
      const isFirst = end === cue.from
      const between = tokens.slice(until, end)
      if (isApart(until, end) || between.length > near) break
      if (!isFirst && !between.every(({ text }) => joining.has(text))) break
      found.add(from)
      end = from
    }
  }
  return found
}

/** Tokens of the machines that are mended or sold for others in a segment, and all that is named with them. */
export function mendedIn({ from, cues }: Segment, mentions: readonly Mention[]): Set<number> {
  const mending = cues.filter(({ kind }) => kind === 'mending')
  const [first] = mending
  const machine = mentions.find(({ meaning }) => meaning.concepts.some(({ kind }) => kind === 'machine'))
  const last = mending.findLast(({ until }) => machine !== undefined && until <= machine.from)
  const isMended =
    first !== undefined &&
    machine !== undefined &&
    last !== undefined &&
    first.from - from <= near &&
    machine.from - last.until <= near
  return new Set(isMended ? mentions.flatMap(each => (each.from >= machine.from ? [each.from] : [])) : [])
}

/** Whether a firm says of itself that others make what it sells, and nothing else speaks of a workshop. */
export function isMadeByOthers(segments: readonly Segment[], isEquipped: boolean): boolean {
  if (segments.some(segment => has(segment, 'outsourcing'))) return true
  return (
    segments.some(segment => has(segment, 'resale')) &&
    !segments.some(segment => has(segment, 'making')) &&
    !isEquipped
  )
}
