import type { Lexeme, SearchDocument, Weight } from './document.ts'

/** The things a document speaks of, each once, with the first weight it was given: give the heaviest first. */
export class ConceptSet {
  readonly #weights = new Map<Lexeme, Weight>()

  add(weight: Weight, lexemes: Iterable<Lexeme>): void {
    for (const lexeme of lexemes) if (!this.#weights.has(lexeme)) this.#weights.set(lexeme, weight)
  }

  addAll(weight: Weight, kind: string, ids: Iterable<string>): void {
    for (const id of ids) this.add(weight, [`${kind}/${id}`])
  }

  list(): SearchDocument['concepts'] {
    return [...this.#weights].map(([lexeme, weight]) => ({ lexeme, weight }))
  }
}
