/** Needs put to a region of firms of the golden set, all of them at one place so that the road decides nothing. */
import type { Need } from '@maillage/matching/demand.ts'
import { maskNeed } from '@maillage/matching/testing/examples.ts'
import type { Graded } from './golden.ts'

export interface GoldenNeed {
  need: Need
  /** Firms of the region, graded as products are; what is not named is graded 0. */
  grades: Graded
  uncertain?: string
}

export const regionOfFirms = [
  'pain-de-sucre',
  'mulliez-flory',
  'julien-h',
  'compagnie-dumas',
  'adient',
  'ptl',
  'actuplast',
  'icr-lodi',
  'shirt-maker',
  'esat-workwear',
  'rainwear',
  'surgical-mask-plant',
  'ffp2-plant',
  'sms-producer',
  'disposables-maker',
  'glove-dipper',
  'printer-3d',
]

const asked = (item: string, quantity: number, differs: Partial<Need> = {}) =>
  maskNeed(quantity, {
    id: `${quantity} ${item}`,
    subject: { item },
    schedule: [{ due: '2027-06-30', quantity }],
    maximumPartners: 1,
    ...differs,
  })

const regional = { regionalDepth: 'first-inputs', minimumWashes: 20, recyclable: false } as const

export const needs: GoldenNeed[] = [
  {
    need: asked('mask-uns1-adult', 20_000),
    grades: {
      makes: ['shirt-maker'],
      couldMake: [
        'mulliez-flory',
        'esat-workwear',
        'pain-de-sucre',
        'compagnie-dumas',
        'julien-h',
        'rainwear',
      ],
      withPartners: ['adient'],
    },
  },
  {
    need: asked('mask-uns1-child', 15_000, { buyerKind: 'school', wishes: regional, maximumPartners: 2 }),
    grades: {
      makes: ['shirt-maker', 'adient'],
      couldMake: ['mulliez-flory', 'esat-workwear', 'pain-de-sucre', 'compagnie-dumas', 'rainwear'],
      withPartners: ['julien-h'],
    },
    uncertain: 'For a regional chain the weaver of the stack is as much wanted as the sewers.',
  },
  {
    need: asked('mask-surg-IIR', 500_000, {
      buyerKind: 'hospital',
      claim: 'protects-patient',
      norms: ['en-14683'],
    }),
    grades: { makes: ['surgical-mask-plant'], withPartners: ['ffp2-plant', 'sms-producer'] },
  },
  {
    need: asked('ffp2', 100_000, { buyerKind: 'fire-service', claim: 'protects-wearer', norms: ['en-149'] }),
    grades: { makes: ['ffp2-plant'], withPartners: ['surgical-mask-plant', 'sms-producer'] },
  },
  {
    need: asked('gown-washable', 3000, {
      buyerKind: 'hospital',
      claim: 'protects-patient',
      norms: ['en-13795'],
    }),
    grades: {
      makes: ['mulliez-flory'],
      couldMake: ['rainwear', 'esat-workwear', 'shirt-maker', 'compagnie-dumas', 'pain-de-sucre'],
      withPartners: ['julien-h', 'adient'],
    },
  },
  {
    need: asked('gown-polycotton', 2000, { buyerKind: 'care-home', reservedFor: ['esat'] }),
    grades: { makes: ['esat-workwear'] },
    uncertain: 'A reserved lot leaves the others out, however able.',
  },
  {
    need: asked('gown-disposable', 5000, { buyerKind: 'hospital' }),
    grades: {
      makes: ['disposables-maker'],
      couldMake: [
        'ptl',
        'mulliez-flory',
        'rainwear',
        'esat-workwear',
        'shirt-maker',
        'pain-de-sucre',
        'compagnie-dumas',
      ],
      withPartners: ['sms-producer', 'julien-h', 'ffp2-plant'],
    },
  },
  {
    need: asked('apron-sleeves', 50_000, { buyerKind: 'care-home' }),
    grades: { makes: ['ptl'], withPartners: ['disposables-maker'] },
  },
  {
    need: asked('coverall-56', 2000, { buyerKind: 'fire-service', claim: 'protects-wearer' }),
    grades: {
      couldMake: ['mulliez-flory', 'rainwear', 'esat-workwear'],
      withPartners: ['sms-producer', 'shirt-maker', 'pain-de-sucre', 'compagnie-dumas', 'disposables-maker'],
    },
  },
  {
    need: asked('cap', 200_000, { buyerKind: 'hospital' }),
    grades: {
      makes: ['disposables-maker'],
      withPartners: ['mulliez-flory', 'esat-workwear', 'shirt-maker', 'pain-de-sucre', 'sms-producer'],
    },
  },
  {
    need: asked('visor', 5000, { claim: 'protects-wearer' }),
    grades: { makes: ['printer-3d'], couldMake: ['actuplast', 'julien-h'] },
  },
  { need: asked('gel-ha', 5000, { buyerKind: 'operator' }), grades: { makes: ['icr-lodi'] } },
  {
    need: asked('body-bag', 500, { buyerKind: 'operator' }),
    grades: { couldMake: ['ptl', 'rainwear'], withPartners: ['mulliez-flory', 'julien-h', 'pain-de-sucre'] },
  },
  {
    need: asked('glove-nitrile', 300_000, { buyerKind: 'hospital', claim: 'protects-patient' }),
    grades: { makes: ['glove-dipper'] },
  },
]
