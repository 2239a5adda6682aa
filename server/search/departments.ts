import { loadDepartments } from '@maillage/db/towns/departments.ts'
import type { Token } from '@maillage/matching/understanding/tokens.ts'
import { emptyTrie, enter, keysOf, longest, type Trie } from '@maillage/matching/understanding/trie.ts'

/** Departments that a text names, by their names: "Tarn", "la Haute-Garonne". */
export function departmentsIn(
  tokens: readonly Token[],
): { from: number; until: number; department: string }[] {
  const stems = tokens.map(({ stem }) => stem)
  const found: { from: number; until: number; department: string }[] = []
  let at = 0
  while (at < tokens.length) {
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

let compiled: Trie<string> | null = null

function names(): Trie<string> {
  if (compiled !== null) return compiled
  compiled = emptyTrie<string>()
  for (const { code, name } of loadDepartments()) enter(compiled, keysOf(name), () => code)
  return compiled
}
