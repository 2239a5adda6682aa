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

const isNear = (tokens: readonly Token[], from: number, until: number) =>
  until - from <= near && !tokens.slice(from, until).some(({ text }) => separating.has(text))

const has = ({ cues }: Segment, kind: CueKind) => cues.some(cue => cue.kind === kind)

/** After these, whoever does it is named: "réalisé chez un ennoblisseur". */
const leadsToOther = new Set(['chez', 'par', 'a', 'by', 'from'])

/**
 * Tokens of what is bought, of a segment's mentions in their order: those before the word ("spunbond et meltblown achetés"), joined
 * to one another, or after it ("we purchase spunbond"); and of who does it.
 */
export function boughtIn(
  { cues }: Segment,
  tokens: readonly Token[],
  mentions: readonly Mention[],
): Set<number> {
  const found = new Set<number>()
  const between = (from: number, until: number) => tokens.slice(from, until).map(({ text }) => text)
  const isJoined = (words: string[]) => words.every(text => joining.has(text))
  /** "Compresses, casaques et gants achetés": what is listed before things, no work. */
  const isListed = ({ meaning }: Mention, words: string[]) =>
    words.length === 1 && words[0] === ',' && !meaning.concepts.some(({ kind }) => kind === 'process')
  const before = (at: number) => {
    let end = at
    for (const mention of mentions.filter(({ until }) => until <= at).toReversed()) {
      const words = between(mention.until, end)
      const isWith =
        end === at ? isNear(tokens, mention.until, end) : isJoined(words) || isListed(mention, words)
      if (!isWith) break
      found.add(mention.from)
      end = mention.from
    }
  }
  const after = (at: number, isOne: boolean) => {
    let end = at
    for (const { from, until } of mentions.filter(mention => mention.from >= at)) {
      const isWith = end === at ? isNear(tokens, end, from) : !isOne && isJoined(between(end, from))
      if (!isWith) break
      found.add(from)
      end = until
    }
  }
  for (const { kind, from, until } of cues) {
    if (kind === 'bought') before(from)
    if (kind === 'bought' && leadsToOther.has(tokens[until - 1]?.text ?? '')) after(until, true)
    if (kind === 'buying') after(until, false)
  }
  return found
}

/** Tokens of the machines that are mended or sold for others in a segment, and all that is named with them. */
export function mendedIn(
  { from, cues }: Segment,
  tokens: readonly Token[],
  mentions: readonly Mention[],
): Set<number> {
  const machine = mentions.find(({ meaning }) => meaning.concepts.some(({ kind }) => kind === 'machine'))
  const mending = cues.filter(({ kind, until }) => kind === 'mending' && until <= (machine?.from ?? -1))
  const [first, last] = [mending[0], mending.at(-1)]
  if (machine === undefined || first === undefined || last === undefined) return new Set()
  const isMended = first.from - from <= near && isNear(tokens, last.until, machine.from)
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
