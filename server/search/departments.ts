import { loadDepartments } from '@maillage/db/towns/departments.ts'
import type { Token } from '@maillage/matching/understanding/tokens.ts'
import { emptyTrie, enter, keysOf, longest, type Trie } from '@maillage/matching/understanding/trie.ts'

/** Departments that a text names, by their names ("Tarn", "la Haute-Garonne") or their numbers ("dpt 88"). */
export function departmentsIn(
  tokens: readonly Token[],
): { from: number; until: number; department: string }[] {
  const stems = tokens.map(({ stem }) => stem)
  const found: { from: number; until: number; department: string }[] = []
  let at = 0
  while (at < tokens.length) {
    const numbered = numberedAt(tokens, at)
    if (numbered !== null) {
      found.push({ from: at, until: at + 2, department: numbered })
      at += 2
      continue
    }
    const phrase = longest(names(), tokens, stems, at)
    const isName = phrase !== null && (phrase.until - at > 1 || isNamed(tokens, at))
    if (isName) found.push({ from: at, until: phrase.until, department: phrase.value })
    at = isName ? phrase.until : at + 1
  }
  return found
}

/** "un lot de masques" is no department, "dans le Lot" and "Lot" are: a common word counts with its capital. */
const common = new Set(['lot', 'nord', 'manche', 'ain', 'orne', 'var', 'cher', 'somme'])

const isNamed = (tokens: readonly Token[], at: number) =>
  !common.has(tokens[at]?.text ?? '') || tokens[at]?.capital === true

/** What stands before the number of a department: "dpt 88", "dans le 81". */
const before = new Set(['departement', 'dept', 'dpt', 'dep', 'le', 'du'])

function numberedAt(tokens: readonly Token[], at: number): string | null {
  const [word, number, after] = [tokens[at], tokens[at + 1], tokens[at + 2]]
  if (word === undefined || number === undefined || !before.has(word.text)) return null
  // "Le 09 mars" and "le 15/05" are days.
  if (
    after !== undefined &&
    (after.kind === 'number' || ['/', '.', '-'].includes(after.text) || isMonth(after.text))
  )
    return null
  return codes().has(number.text.toUpperCase()) ? number.text.toUpperCase() : null
}

const months = 'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre'.split(
  ' ',
)
const isMonth = (text: string) => months.includes(text)

let known: ReadonlySet<string> | null = null
const codes = () => (known ??= new Set(loadDepartments().map(({ code }) => code)))

let compiled: Trie<string> | null = null

function names(): Trie<string> {
  if (compiled !== null) return compiled
  compiled = emptyTrie<string>()
  for (const { code, name } of loadDepartments()) enter(compiled, keysOf(name), () => code)
  return compiled
}
