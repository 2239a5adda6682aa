import type { NeedForm } from './need-form.ts'
import { onlyClaim, productsOf, proposedNorms, waysOf, type Sold, type Subject } from './law.ts'

/** What the catalogue says of a product that a form offers to choose from. */
export interface Offered extends Sold {
  sizes: string[]
  packagings: { id: string; count: number }[]
}

/** Sizes that the product is made in, or any product of the family, in the order of the catalogue. */
export function sizesOf(subject: Subject, items: readonly Offered[]): string[] {
  return [...new Set(productsOf(subject, items).flatMap(({ sizes }) => sizes))]
}

/** The form about something else: what does not go with it leaves, what follows from it comes. */
export function withSubject(form: NeedForm, subject: Subject, items: readonly Offered[]): NeedForm {
  const products = productsOf(subject, items)
  const ways = waysOf(subject, items)
  const sizes = sizesOf(subject, items)
  const kept = ways.some(way => way.claim === form.claim) ? form.claim : null
  return withClaim(
    {
      ...form,
      ...subject,
      sizes: form.sizes.filter(({ size }) => sizes.includes(size)),
      packaging: products.some(({ packagings }) => packagings.some(({ id }) => id === form.packaging))
        ? form.packaging
        : null,
    },
    onlyClaim(subject, ways) ?? kept,
    items,
  )
}

/** The form with another claim: norms follow it unless they were chosen by hand. */
export function withClaim(form: NeedForm, claim: NeedForm['claim'], items: readonly Offered[]): NeedForm {
  return {
    ...form,
    claim,
    norms: form.ownNorms ? form.norms : proposedNorms(claim, waysOf(form, items)),
  }
}

/** Whether the norms of a need are others than its product and claim call for. */
export function hasOwnNorms(
  need: Subject & { claim: NeedForm['claim']; norms: string[] },
  items: readonly Sold[],
): boolean {
  const proposed = proposedNorms(need.claim, waysOf(need, items))
  return proposed.length !== need.norms.length || proposed.some(norm => !need.norms.includes(norm))
}
