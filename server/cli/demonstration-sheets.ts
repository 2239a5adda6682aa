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

/** What goes with the tender of gowns: as any buyer's, but short, and said to be invented. */
export const gownDocuments: { name: string; text: string }[] = [
  {
    name: 'cahier-des-clauses-techniques.txt',
    text: `Surblouses en polyester-coton : clauses techniques
Document inventé pour la démonstration.

1. Tissu : polyester-coton 65/35, 195 g/m² à 5 % près, armure toile, teint grand teint.
2. Façon : manches longues montées, poignets bord-côte de 7 cm, deux paires d’attaches au dos, encolure bordée.
3. Entretien : cinquante lavages au moins à 75 °C, retrait de 3 % au plus après cinq lavages.
4. Tailles : S, M et L, tour de poitrine 116, 128 et 140 cm ; écart admis 2 cm.
5. Marquage : étiquette tissée à l’encolure, taille et date de fabrication.
6. Livraison : cartons de 25 pièces d’une seule taille, quai de la plateforme logistique, le matin.
`,
  },
  {
    name: 'cadre-de-reponse-technique.txt',
    text: `Surblouses en polyester-coton : cadre de réponse
Document inventé pour la démonstration.

À remplir par le candidat et à joindre à son offre :
- origine du fil, du tissu, de la confection ;
- nombre de lavages garantis, et l’essai qui l’établit ;
- quantité réassortie sous trois semaines ;
- reprise des surblouses usées : lieu, devenir des matières.
`,
  },
]
