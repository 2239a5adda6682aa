import type { DB } from '@maillage/db/tables/database.ts'
import type { FastifyInstance } from 'fastify'
import type { Transaction } from 'kysely'
import { keepMany } from '../features/relocation/save.ts'
import type { Written } from '../features/relocation/schemas.ts'

const invented = 'Chiffres inventés pour la démonstration, d’un ordre de grandeur plausible'

const article = (
  name: string,
  [yearlyQuantity, euros]: [number, number],
  [item, workTimes, materialTimes]: [string, number, number],
  [origin, cpv]: [string, string],
): Written => ({
  name,
  yearlyQuantity,
  centsPerThousand: Math.round(euros * 100_000),
  item,
  workTimes,
  materialTimes,
  origin,
  cpv,
  source: invented,
  note: '',
})

/** Workwear and hospital linen that an invented region imports, beside protective equipment. */
const articles: Written[] = [
  article(
    'Tunique de soins polycoton',
    [60_000, 9.2],
    ['gown-polycotton', 0.8, 0.55],
    ['Bangladesh', '33199000'],
  ),
  article('Pantalon de travail', [45_000, 12.4], ['gown-polycotton', 1.3, 0.75], ['Tunisie', '18110000']),
  article('Drap plat d’hôpital', [80_000, 6.8], ['gown-polycotton', 0.25, 1.2], ['Pakistan', '39512000']),
  article('Surblouse lavable', [30_000, 11.5], ['gown-washable', 1, 1], ['Chine', '33199000']),
  article('Masque barrière lavable', [200_000, 1.6], ['mask-uns1-adult', 1, 1], ['Turquie', '18143000']),
]

/** What the region imports and could make. */
export async function listImports(
  { catalogue }: FastifyInstance,
  trx: Transaction<DB>,
  operatorId: string,
): Promise<void> {
  await keepMany(trx, { operatorId, actor: null, catalogue }, articles)
}
