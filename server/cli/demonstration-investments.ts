import { keepExternal, recordAward } from '../features/elsewhere/keep.ts'
import { declareInvestment } from '../features/investment/save.ts'
import type { InvestmentInput } from '../features/investment/schemas.ts'
import { agreed, lead, line, pastNeed, type Story, well } from './demonstration-story.ts'
import { done } from './demonstration-tender-story.ts'

const EURO = 100
const WEAVER = '000001008'
const MASKS_OF_THE_SOUTH = '000001453'
const ESAT = '000001321'
const TOULOUSE = '000001610'

/** What firms of the region put into making something else; the days are counted from today. */
const investments = (day: Story['day']): [siren: string, input: InvestmentInput][] => [
  [
    WEAVER,
    {
      item: 'gown-washable',
      state: 'done',
      text: 'Le métier lance numéro 7 tisse le polyester fin des surblouses ; la confection est faite à Saint-Girons.',
      begunOn: day(-120),
      readyOn: day(-20),
      monthlyQuantity: 1000,
      months: 12,
      days: 100,
      cents: 30_000 * EURO,
      engagedCents: 11_000 * EURO,
      hires: 2,
      trainingDays: 14,
      advanceCents: null,
      funding: [],
      quotes: [{ what: 'Peignes et cadres', by: 'Mécanique du Pays d’Olmes', cents: 8_400 * EURO }],
      named: true,
    },
  ],
  [
    WEAVER,
    {
      item: 'coverall-56',
      state: 'begun',
      text: 'Une ligne d’enduction pour les combinaisons de type 5/6, décidée sur de simples demandes de prix.',
      begunOn: day(-60),
      readyOn: day(75),
      monthlyQuantity: 6000,
      months: 18,
      days: 135,
      cents: 185_000 * EURO,
      engagedCents: 142_000 * EURO,
      hires: 4,
      trainingDays: 30,
      advanceCents: 20_000 * EURO,
      funding: [
        { name: 'Prêt de la banque de l’entreprise', cents: 90_000 * EURO, state: 'granted' },
        {
          name: 'Entrée de la Région au capital',
          cents: 40_000 * EURO,
          state: 'asked',
          scheme: 'occitanie-capital-fund',
        },
        {
          name: 'Formation des conducteurs de ligne',
          cents: 15_000 * EURO,
          state: 'thought-of',
          scheme: 'reconversion-period',
        },
      ],
      quotes: [{ what: 'Racle et four d’enduction', by: 'Machines de l’Agout', cents: 138_000 * EURO }],
      named: true,
    },
  ],
  [
    MASKS_OF_THE_SOUTH,
    {
      item: 'mask-surg-IIR',
      state: 'done',
      text: 'Deuxième ligne automatique, achetée quand tout le monde en demandait.',
      begunOn: day(-300),
      readyOn: day(-170),
      monthlyQuantity: 1_500_000,
      months: 24,
      days: 130,
      cents: 420_000 * EURO,
      engagedCents: 410_000 * EURO,
      hires: 9,
      trainingDays: 45,
      advanceCents: null,
      funding: [{ name: 'Emprunt', cents: 300_000 * EURO, state: 'granted' }],
      quotes: [],
      named: true,
    },
  ],
  [
    ESAT,
    {
      item: 'visor',
      state: 'planned',
      text: 'Montage de visières par une équipe de huit travailleurs, si une commande le permet.',
      begunOn: null,
      readyOn: day(60),
      monthlyQuantity: 2000,
      months: 12,
      days: 40,
      cents: 12_000 * EURO,
      engagedCents: 0,
      hires: 0,
      trainingDays: 16,
      advanceCents: 3000 * EURO,
      funding: [{ name: 'Fonds de l’association', cents: 6000 * EURO, state: 'thought-of' }],
      quotes: [],
      named: false,
    },
  ],
]

/** What stands firmly behind the first of them: gowns ordered for the months to come. */
async function ordersToCome(story: Story, named: (siren: string) => string): Promise<void> {
  const { trx, on, day } = story
  const buyer = named(TOULOUSE)
  const schedule = [25, 55, 85].map(days => ({ due: day(days), quantity: 1600 }))
  const needId = await pastNeed(
    { ...story, players: { ...story.players, buyer } },
    {
      item: 'gown-washable',
      claim: 'none',
      quantity: 4800,
      schedule,
      text: 'Surblouses lavables pour les services de soins, en trois livraisons.',
      wishes: { regionalDepth: 'first-inputs', minimumWashes: 50, recyclable: true },
      commune: '31555',
    },
  )
  const organisation = { needId, organisationId: buyer }
  done(
    await keepExternal(
      trx,
      { ...organisation, actor: null },
      {
        version: null,
        platform: 'PLACE',
        address: 'https://www.marches-publics.gouv.fr/',
        reference: '2026-SURB-21',
        state: 'published',
        publishedOn: day(-70),
        deadline: day(-40),
        criteria: [],
      },
    ),
  )
  well(
    await recordAward(trx, on(-15), organisation, {
      ...agreed,
      title: 'Surblouses lavables des services de soins',
      needs: [needId],
      form: 'order',
      starts: day(-15),
      advance: null,
      paymentDays: 50,
      holders: [
        {
          parties: [
            lead(named(WEAVER)),
            {
              firmId: story.players.workshop,
              name: '',
              siren: null,
              role: 'subcontractor',
              isLead: false,
              share: null,
            },
          ],
        },
      ],
      lines: schedule.map(({ due, quantity }) => line('gown-washable', needId, due, quantity, 1_460_000)),
      concludedOn: day(-15),
    }),
  )
}

/** Firms that invest: one as much as is ordered, one far ahead of its orders, one that only plans. */
export async function playInvestments(story: Story, named: (siren: string) => string): Promise<void> {
  const { trx, on, day } = story
  await ordersToCome(story, named)
  for (const [siren, input] of investments(day)) {
    const declaring = { actor: null, organisationId: named(siren), catalogue: on(0).catalogue, today: day(0) }
    done(await declareInvestment(trx, declaring, input))
  }
}
