import type { Claim, Text } from '@maillage/matching/catalogue.ts'

/** What the catalogue says of a product that decides which law it is sold under. */
export interface Sold {
  id: string
  family: string | null
  historic: boolean
  compliance: { claim: Claim; regulation: Text; norms: string[]; attestation: string }[]
}

export interface Subject {
  item: string | null
  family: string | null
}

/** One lawful way to sell what a need is about. */
export interface Way {
  claim: Claim
  /** The regulations in words, one for each that differs among the products of a family. */
  regulations: Text[]
  attestations: string[]
  /** Norms called for: those that every product of a family calls for. */
  norms: string[]
}

const CLAIMS: Claim[] = ['protects-patient', 'protects-wearer', 'none']

/** The products a need may be met with. */
export function productsOf<Item extends Sold>(subject: Subject, items: readonly Item[]): Item[] {
  return items.filter(({ id, family, historic }) =>
    subject.item === null
      ? subject.family !== null && family === subject.family && !historic
      : id === subject.item,
  )
}

/** The ways to sell what a need is about; none in particular for materials and components. */
export function waysOf(subject: Subject, items: readonly Sold[]): Way[] {
  const products = productsOf(subject, items)
  return CLAIMS.flatMap(claim => {
    const ways = products.flatMap(({ compliance }) => compliance.filter(way => way.claim === claim))
    const [first, ...others] = ways
    if (!first) return []
    return [
      {
        claim,
        regulations: ways
          .map(({ regulation }) => regulation)
          .filter((one, index, all) => all.findIndex(other => other.fr === one.fr) === index),
        attestations: [...new Set(ways.map(({ attestation }) => attestation))],
        norms: first.norms.filter(norm => others.every(({ norms }) => norms.includes(norm))),
      },
    ]
  })
}

/** The claim that goes without asking: the only one a product is sold with; null where one has to choose. */
export function onlyClaim(subject: Subject, ways: readonly Way[]): Claim | null {
  if (subject.item === null && subject.family === null) return null
  if (ways.length === 0) return 'none'
  return ways.length === 1 ? (ways[0]?.claim ?? null) : null
}

/** The norms a need calls for by what it is about and whom it protects. */
export function proposedNorms(claim: Claim | null, ways: readonly Way[]): string[] {
  return ways.find(way => way.claim === claim)?.norms ?? []
}
