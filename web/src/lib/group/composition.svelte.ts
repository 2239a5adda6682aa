import type { Lot } from '#lib/tender/tender.ts'
import type { Composition, GroupMember } from './group.ts'
import { WHOLE } from './words.ts'

const PERCENT = WHOLE / 100

export interface TypedPart {
  lot: number
  makes: boolean
  /** Per cent; null where none is typed. */
  share: number | null
  work: string
}

export interface TypedMember {
  id: string
  name: string
  role: GroupMember['role']
  isLead: boolean
  parts: TypedPart[]
}

/** Whether members of a role have a share of what they make. */
export const hasShare = (role: GroupMember['role']) => role === 'partner' || role === 'subcontractor'

/** A group as it is composed, until it is sent. */
export class CompositionTyped {
  form = $state<Composition['form']>('conjoint-liable-lead')
  showsWhole = $state(false)
  members = $state<TypedMember[]>([])
  readonly lots: Pick<Lot, 'number' | 'title'>[]

  /** Begins from a composition (its lead first), or from the lead alone. */
  constructor(
    lots: Pick<Lot, 'number' | 'title'>[],
    lead: { id: string; name: string },
    from: { composition: Composition; names: Record<string, string> } | null,
  ) {
    this.lots = lots
    if (from === null) {
      this.members = [this.#member(lead, 'partner', true, [])]
      return
    }
    const { composition, names } = from
    this.form = composition.form
    this.showsWhole = composition.shows === 'whole'
    this.members = composition.members
      .map(({ organisationId: id, role, parts }) =>
        this.#member({ id, name: names[id] ?? '' }, role, id === lead.id, parts),
      )
      .sort((one, other) => Number(other.isLead) - Number(one.isLead))
  }

  #member(
    { id, name }: { id: string; name: string },
    role: GroupMember['role'],
    isLead: boolean,
    parts: Composition['members'][number]['parts'],
  ): TypedMember {
    return {
      id,
      name,
      role,
      isLead,
      parts: this.lots.map(({ number }) => {
        const part = parts.find(one => one.lot === number)
        const share = part?.share ?? null
        return {
          lot: number,
          makes: part !== undefined || (parts.length === 0 && this.lots.length === 1),
          share: share === null ? null : share / PERCENT,
          work: part?.work ?? '',
        }
      }),
    }
  }

  add(organisation: { id: string; name: string }): void {
    if (this.members.some(({ id }) => id === organisation.id)) return
    this.members.push(this.#member(organisation, 'partner', false, []))
  }

  remove(member: TypedMember): void {
    this.members = this.members.filter(one => one !== member)
  }

  /** What the partners' shares of a lot make, in per cent; null where none makes it. */
  sumOf(lot: number): number | null {
    const parts = this.members
      .filter(({ role }) => role === 'partner')
      .flatMap(member => member.parts.filter(one => one.lot === lot && one.makes))
    return parts.length === 0
      ? null
      : Math.round(parts.reduce((sum, { share }) => sum + (share || 0), 0) * 100) / 100
  }

  composition(): Composition {
    return {
      form: this.form,
      shows: this.form === 'solidaire' || this.showsWhole ? 'whole' : 'own',
      members: this.members.map(({ id, role, parts }) => ({
        organisationId: id,
        role,
        parts: parts
          .filter(({ makes }) => makes)
          .map(({ lot, share, work }) => ({
            lot,
            share: hasShare(role) && share ? Math.round(share * PERCENT) : null,
            work,
          })),
      })),
    }
  }
}
