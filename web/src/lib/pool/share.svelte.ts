import type { Brought, Pool, Share } from './pool.ts'

/** One line of what is brought: what the need still asks for, and how much of it is typed. */
interface LineTyped {
  size: string | null
  due: string
  most: number
  quantity: number | null
}

/** A need that is brought, with its delivery point. */
export interface NeedTyped {
  needId: string
  communeName: string
  quantity: number
  address: string
  lines: LineTyped[]
}

const keyOf = ({ size, due }: { size: string | null; due: string }) => `${due} ${size ?? ''}`

/** What a member brings into a pool as it is typed. */
export class ShareTyped {
  minimum = $state<number | null>(null)
  /** In euro. */
  estimate = $state<number | null>(null)
  needs = $state<NeedTyped[]>([])
  readonly purchase: Pool['purchase']
  readonly #all: Brought[]

  /** `brought`: the organisation's needs that are in no pool. What it has brought before is typed already. */
  constructor(pool: Pool, organisationId: string, brought: Brought[]) {
    this.purchase = pool.purchase
    this.#all = brought.filter(({ item }) => item === pool.item)
    const own = pool.members.find(({ organisation }) => organisation.id === organisationId)
    this.minimum = own && own.maximum > 0 ? own.minimum : null
    this.estimate = pool.ownEstimateCents === null ? null : pool.ownEstimateCents / 100
    this.needs = (own?.needs ?? []).map(({ needId, communeName, address, lines }) => ({
      needId,
      communeName,
      address,
      quantity: lines.reduce((sum, { quantity }) => sum + quantity, 0),
      lines: lines.map(line => ({ ...line, most: line.quantity })),
    }))
    if (this.needs.length === 0 && this.left.length === 1) this.add(this.left[0]?.needId ?? '')
  }

  /** Needs that may still be added. */
  get left(): Brought[] {
    return this.#all.filter(({ needId }) => this.needs.every(need => need.needId !== needId))
  }

  add(needId: string): void {
    const need = this.left.find(one => one.needId === needId)
    if (!need) return
    const { communeName, quantity, lines } = need
    this.needs.push({
      needId,
      communeName,
      quantity,
      address: '',
      lines: lines.map(line => ({ ...line, most: line.quantity })),
    })
  }

  remove(needId: string): void {
    this.needs = this.needs.filter(need => need.needId !== needId)
  }

  /** What it comes to: the most that may be ordered. */
  get maximum(): number {
    return this.needs
      .flatMap(({ lines }) => lines)
      .reduce((sum, { quantity }) => sum + (Number.isFinite(quantity) ? (quantity ?? 0) : 0), 0)
  }

  /** What is sent; a line left empty is not brought. `places` says where each sent line stands on the page. */
  share(): Share {
    const minimum = this.purchase === 'order' ? this.maximum : (this.minimum ?? 0)
    return {
      minimum,
      estimateCents: this.estimate === null ? null : Math.round(this.estimate * 100),
      needs: this.needs.map(({ needId, address, lines }) => ({
        needId,
        address,
        lines: lines.flatMap(({ size, due, quantity }) =>
          quantity === null || quantity === 0 ? [] : [{ size, due, quantity }],
        ),
      })),
    }
  }

  /** The place among what is sent of a line of the page. */
  sentAt(need: NeedTyped, line: LineTyped): number {
    return need.lines
      .filter(({ quantity }) => quantity !== null && quantity !== 0)
      .findIndex(one => keyOf(one) === keyOf(line))
  }
}
