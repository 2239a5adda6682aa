/** Phrases by the stems of their words: the longest that begins at a token is found in as many steps as it has words. */
import { type Token, tokensOf } from './tokens.ts'

export interface Trie<Value> {
  value: Value | undefined
  next: Map<string, Trie<Value>>
}

export const emptyTrie = <Value>(): Trie<Value> => ({ value: undefined, next: new Map() })

/** Words that may stand between two words of a phrase, or be left out. */
const small = new Set([
  'a',
  'au',
  'aux',
  'd',
  'de',
  'des',
  'du',
  'en',
  'l',
  'la',
  'le',
  'les',
  'pour',
  'par',
  'of',
  'the',
  'for',
  'un',
  'une',
])

const isSmall = (token: Token) =>
  token.kind === 'word' ? small.has(token.stem) : "'’-‐–".includes(token.text)

/** Stems of a phrase as the trie keeps them; none where it is nothing but small words. */
export function keysOf(phrase: string): string[] {
  return tokensOf(phrase)
    .filter(token => !isSmall(token))
    .map(({ stem }) => stem)
}

/** Words of a phrase as they are written, small ones too: for cues, where `a commandé` is not `commande`. */
export function wordsOf(phrase: string): string[] {
  return tokensOf(phrase)
    .filter(({ kind }) => kind !== 'mark')
    .map(({ text }) => text)
}

/** Changes the value under a phrase of these keys. */
export function enter<Value>(
  trie: Trie<Value>,
  keys: readonly string[],
  change: (before: Value | undefined) => Value,
): void {
  if (keys.length === 0) return
  let node = trie
  for (const key of keys) {
    const next = node.next.get(key) ?? emptyTrie()
    node.next.set(key, next)
    node = next
  }
  node.value = change(node.value)
}

/**
 * The longest phrase that begins at a token and ends by `limit`, with the token after it; `stems` are those of the tokens
 * as understood.
 */
export function longest<Value>(
  trie: Trie<Value>,
  tokens: readonly Token[],
  stems: readonly string[],
  from: number,
  limit = tokens.length,
): { value: Value; until: number } | null {
  let node = trie
  let found: { value: Value; until: number } | null = null
  let skipped = 0
  for (let at = from; at < limit; at++) {
    const token = tokens[at]
    if (token === undefined) break
    const next = node.next.get(stems[at] ?? '')
    if (next === undefined) {
      if (at === from || ++skipped > 3 || !isSmall(token)) break
      continue
    }
    skipped = 0
    node = next
    if (node.value !== undefined) found = { value: node.value, until: at + 1 }
  }
  return found
}
