import type { Sheet } from './demonstration-tender-story.ts'

/** What the invented hospital writes of its tenders. */
export const capSheet: Sheet = {
  title: 'Calots de bloc lavables',
  lotTitle: 'Calots en popeline de coton',
  negotiation: true,
  samples: {
    count: 10,
    test: 'Dix personnes des blocs les portent une journée, après cinq lavages.',
    questions: ['Tient sans serrer', 'Ne tient pas trop chaud', 'Se noue d’une main'],
  },
  description:
    'Fourniture de calots lavables pour les deux blocs opératoires, en deux livraisons. Coton, cinquante lavages au moins à 60 °C, marquage du service par étiquette tissée. Livraison au magasin, le matin.',
  criteria: [
    { kind: 'price', name: 'Prix', weight: 45, how: '' },
    {
      kind: 'quality',
      name: 'Tenue au lavage et confort',
      weight: 30,
      how: 'Essais fournis : retrait et solidité après cinquante lavages (60 points), confort jugé par dix porteurs (40 points).',
    },
    {
      kind: 'environment',
      name: 'Fin de vie et origine des matières',
      weight: 25,
      how: 'Reprise des calots usés (50 points), part de coton biologique ou recyclé (50 points).',
    },
  ],
}

export const gownSheet: Sheet = {
  title: 'Surblouses en polyester-coton',
  lotTitle: 'Surblouses polyester-coton, trois tailles',
  description:
    'Surblouses lavables en polyester-coton pour les consultations et la maternité, en deux livraisons. Manches longues, poignets bord-côte, attaches au dos. Cinquante lavages au moins à 75 °C. Livraison par la plateforme logistique, quai le matin.',
  criteria: [
    { kind: 'price', name: 'Prix', weight: 45, how: '' },
    {
      kind: 'supply-security',
      name: 'Sûreté d’approvisionnement',
      weight: 25,
      how: 'Origine du tissu et de la confection (50 points), quantité réassortie sous trois semaines (50 points).',
    },
    {
      kind: 'environment',
      name: 'Durée de vie et recyclage',
      weight: 30,
      how: 'Lavages garantis (60 points), reprise des surblouses usées (40 points).',
    },
  ],
}
