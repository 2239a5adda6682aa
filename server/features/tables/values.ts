import { townByCode } from '@maillage/db/towns/towns.ts'
import type { Catalogue, Claim } from '@maillage/matching/catalogue.ts'
import { namesIn } from '../../commands/words.ts'
import type { Language } from '../../problems/problem.ts'
import { claimWords, type Field } from './fields.ts'
import type { MachineEntry } from './machine-rows.ts'

/** What the cells of a row hold, by field. */
export type Values = Partial<Record<Field, string | number | null>>

/** What one line of needs says. */
export interface NeedLineValues {
  reference: string
  item: string | null
  family: string | null
  quantity: number
  due: string | null
  commune: string
  claim: Claim
  norms: string[]
  washes: number | null
  text: string
}

/** Writes entries as the cells that would be read as the same again, in the reader's language. */
export function valuesIn(catalogue: Catalogue, language: Language) {
  const names = namesIn(catalogue, [], language)
  const placeOf = (code: string) => {
    const town = townByCode(code)
    return town ? `${town.name} (${town.department})` : code
  }
  return {
    machine: ({
      name,
      commune,
      resource,
      id,
      count,
      hours,
      attributes,
    }: Omit<MachineEntry, 'line' | 'site'>): Values => ({
      site: name,
      commune: placeOf(commune),
      thing: names(id, resource === 'machines' ? 'machine-type' : 'trade'),
      count,
      hours,
      width: attributes?.widthCm ?? null,
      gauge: attributes?.gauge ?? null,
      least: attributes?.leastGramsPerM2 ?? null,
      most: attributes?.mostGramsPerM2 ?? null,
    }),
    need: (line: NeedLineValues): Values => ({
      reference: line.reference,
      product: names(line.item ?? line.family ?? '', 'subject'),
      quantity: line.quantity,
      due: line.due,
      commune: placeOf(line.commune),
      claim: claimWords[line.claim][language],
      norms: line.norms.map(norm => names(norm, 'norm')).join(' ; '),
      washes: line.washes,
      text: line.text,
    }),
  }
}
