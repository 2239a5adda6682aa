/** Whether anybody could sell a product lawfully in time: one maker who could is enough, others may work under its model. */
import { isStack, lawsOf, type Stack, standing, standingBy } from './compliance.ts'
import { prototypeDays } from './defaults.ts'
import type { CompiledFirm } from './firm.ts'
import { nobody } from './nobody.ts'
import { judgeAlone, startDays } from './part.ts'
import type { Question } from './question.ts'
import { lastDayOf } from './regimes.ts'
import type { FirmIndex, StoredFirm } from './retrieve.ts'
import type { Roll } from './roll.ts'
import type { Chain } from './unfold.ts'

/** The right to sell what a need asks for, made by one chain. Kept with a need, it follows the changes of firms. */
export class Reach {
  /** Days from today at which a maker without any proof may begin at the latest; Infinity where nothing is to be had. */
  readonly latestStart: number
  /** Norms that count, by id. */
  readonly norms: string[]
  readonly #index: FirmIndex
  readonly #question: Question
  readonly #chain: Chain
  readonly #stacks: Stack[]
  /** By each law: what it asks proofs by, and of which of these a maker has to hold one, since the rest takes too long. */
  readonly #laws: { norms: string[]; needed: string[] }[]
  /** By days until it begins: the first day on which somebody without any proof may sell. */
  readonly #lawful: number[] = []
  #witness: StoredFirm | null = null
  /** Changes of firms that the last look has seen; null before the first. */
  #looked: number | null = null

  constructor(index: FirmIndex, question: Question, chain: Chain) {
    this.#index = index
    this.#question = question
    this.#chain = chain
    // A complexe counts as bought already tested.
    this.#stacks = chain.recipe.inputs
      .filter(({ item }) => isStack(item))
      .map(({ item }) => ({ item, makers: [] }))
    const { item } = chain
    const slack = question.lastDue - question.today - prototypeDays
    // A regime that ends before the last due date only counts where normal law lets one sell in time.
    const laws = lawsOf(question, item).filter(
      ({ regime }) => regime === null || lastDayOf(regime) >= question.lastDue,
    )
    const judged = laws.map(law => {
      const { proofs, days, claimServed } = standingBy(question, law, item, { firm: nobody }, this.#stacks, 0)
      return {
        norms: proofs.map(({ norm }) => norm.id),
        needed: proofs
          .filter(
            ({ state, norm }) =>
              state !== 'carried' && Math.max(law.legal?.days ?? 0, norm.days.value) > slack,
          )
          .map(({ norm }) => norm.id),
        latestStart: days === 0 || !claimServed ? Infinity : slack - days,
      }
    })
    this.#laws = judged
    this.norms = judged[0]?.norms ?? []
    this.latestStart = Math.max(...judged.map(({ latestStart }) => latestStart))
  }

  /** Whether some maker who is fit for the need could sell in time. */
  someone(): boolean {
    if (this.latestStart === Infinity) return true
    const { changes } = this.#index
    if (this.#looked === changes) return this.#witness !== null
    if (this.#witness === null || this.#index.at(this.#witness.slot) !== this.#witness) this.#look()
    this.#looked = changes
    return this.#witness !== null
  }

  /**
   * Days from today to the first day on which any fit maker may sell; Infinity where nobody makes it. `chain`: its place in
   * the roll.
   */
  soonestDays(roll: Roll, chain: number): number {
    let soonest = Infinity
    for (const { parts, blocks } of roll.classes) {
      const days = parts[chain]?.makerDays ?? Infinity
      for (const block of blocks) {
        const preparation = roll.blocks.leastPreparation[block] ?? 0
        if (this.#unproven(startDays({ preparation }, days)) >= soonest) continue
        for (const slot of roll.blocks.members(block)) {
          const firm = this.#index.at(slot)
          const start = firm === undefined ? null : this.#start(firm)
          if (start !== null) soonest = Math.min(soonest, this.#unproven(start))
        }
      }
    }
    for (const { norms } of this.#laws)
      for (const firm of this.#holders(norms)) soonest = Math.min(soonest, this.#lawfulOf(firm))
    return soonest - this.#question.today
  }

  #look(): void {
    const missed =
      this.#witness === null && this.#looked !== null ? this.#index.changedSince(this.#looked) : null
    // Most changes of a maker leave it one.
    const now = this.#witness === null ? undefined : this.#index.at(this.#witness.slot)
    this.#witness = now !== undefined && this.#isLawful(now) ? now : null
    if (this.#witness !== null) return
    if (missed === null) this.#witness = this.#find()
    else
      for (const { slot } of missed) {
        const firm = this.#index.at(slot)
        if (firm !== undefined && this.#isLawful(firm)) {
          this.#witness = firm
          return
        }
      }
  }

  #find(): StoredFirm | null {
    const { soonest, rest } = this.#index.makers.of(this.#chain.recipe)
    for (const { firm, start } of soonest) {
      if (start > this.latestStart) break
      if (this.#start(firm) !== null) return firm
    }
    for (const firm of this.#fewestHolders()) if (this.#isLawful(firm)) return firm
    if (rest > this.latestStart) return null
    for (const firm of this.#index.stored()) {
      const start = this.#start(firm)
      if (start !== null && start <= this.latestStart) return firm
    }
    return null
  }

  /** Most firms hold nothing and would begin too late: that is looked at before anything is computed. */
  #isLawful(firm: StoredFirm): boolean {
    if (firm.preparation > this.latestStart && !this.#mayHold(firm)) return false
    const start = this.#start(firm)
    if (start === null) return false
    if (start <= this.latestStart) return true
    return this.#mayHold(firm) && this.#lawfulFrom(firm, start) <= this.#question.lastDue
  }

  #mayHold(firm: StoredFirm): boolean {
    const holds = (id: string) => this.#index.holders(id).has(firm)
    return this.#laws.some(({ norms, needed }) =>
      needed.length > 0 ? needed.every(holds) : this.#about(norms).some(holds),
    )
  }

  /** Day on which a firm may sell; Infinity for one that is not fit or makes nothing of the product. */
  #lawfulOf(firm: StoredFirm): number {
    const start = this.#start(firm)
    return start === null ? Infinity : this.#lawfulFrom(firm, start)
  }

  #lawfulFrom(firm: StoredFirm, start: number): number {
    return this.#lawfulBy({ firm: this.#index.profile(firm) }, start)
  }

  /** Days until a firm begins to make the product itself; null for one that is not fit or makes nothing of it. */
  #start(firm: StoredFirm): number | null {
    const part = this.#index.partOfKind(firm.kind, this.#chain)
    if (part === null || part.makerDays === Infinity) return null
    return judgeAlone(this.#question, part, firm) === 'whole' ? startDays(firm, part.makerDays) : null
  }

  /** Firms among which anybody is who could sell in time thanks to a proof. */
  *#fewestHolders(): Iterable<StoredFirm> {
    for (const { norms, needed } of this.#laws) {
      const [fewest] = needed.map(norm => this.#index.holders(norm)).sort((a, b) => a.size - b.size)
      yield* fewest ?? this.#holders(norms)
    }
  }

  /** Firms with a proof by one of some norms, some of them several times; about the product itself where none counts. */
  *#holders(norms: string[]): Iterable<StoredFirm> {
    for (const id of this.#about(norms)) yield* this.#index.holders(id)
  }

  #about(norms: string[]): string[] {
    return norms.length === 0 ? [this.#chain.item.id] : norms
  }

  #unproven(start: number): number {
    return (this.#lawful[start] ??= this.#lawfulBy({ firm: nobody }, start))
  }

  #lawfulBy(maker: Pick<CompiledFirm, 'firm'>, start: number): number {
    return standing(this.#question, this.#chain.item, maker, this.#stacks, start).lawful
  }
}
