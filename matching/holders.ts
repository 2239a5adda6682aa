/** Who holds a proof by a norm, or about an item, whatever it is worth. */
import type { StoredFirm } from './retrieve.ts'
import type { Firm } from './supply.ts'

const nobody: ReadonlySet<StoredFirm> = new Set()

export class Holders {
  readonly #of = new Map<string, Set<StoredFirm>>()

  of(normOrItem: string): ReadonlySet<StoredFirm> {
    return this.#of.get(normOrItem) ?? nobody
  }

  add(stored: StoredFirm, firm: Firm): void {
    for (const about of new Set(aboutProofs(firm))) {
      const holders = this.#of.get(about) ?? new Set<StoredFirm>()
      this.#of.set(about, holders.add(stored))
    }
  }

  remove(stored: StoredFirm, firm: Firm): void {
    for (const about of aboutProofs(firm)) this.#of.get(about)?.delete(stored)
  }
}

/** Norms and items that a firm's proofs are about. */
function aboutProofs({ certificates }: Firm): string[] {
  return certificates.flatMap(({ norm, item }) => (item === null ? [norm] : [norm, item]))
}
