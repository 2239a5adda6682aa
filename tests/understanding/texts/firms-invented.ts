/** Firms nobody runs, in the many ways in which people write of theirs. */
import type { FirmText } from './annotation.ts'

const invented = (id: string, text: string, expects: FirmText['expects']): FirmText => ({
  id,
  text,
  source: null,
  expects,
})

export const firmsInvented: FirmText[] = [
  invented(
    'workshop-in-slang',
    'atelier de 14 mécaniciennes, 6 surjeteuses, 10 plates Juki, on faisait des housses auto. pas de découpe laser',
    {
      machine: ['sew-overlock:6', 'sew-lockstitch:10'],
      trade: ['t-sew-op:14'],
      activity: ['car-trim'],
      denied: ['cut-laser'],
      also: ['sewing'],
    },
  ),
  invented(
    'park-as-list',
    'Parc machines :\n- Piqueuses plates : 22\n- Surjeteuses 5 fils (8)\n- Recouvreuses x 3\n- 1 table de coupe automatique Lectra\n- 2 presses à thermocoller\nCertifications : ISO 9001, Oeko-Tex',
    {
      machine: [
        'sew-lockstitch:22',
        'sew-overlock:8',
        'sew-coverstitch:3',
        'cnc-multi-ply:1',
        'press-iron:2',
      ],
      norm: ['iso-9001', 'oeko-tex-100'],
    },
  ),
  invented(
    'misspelt-no-accents',
    'on a 3 surjetteuses, 1 recouvreusse et des machine a coudre, on tricotte aussi un peu. 2 couturiere',
    {
      machine: ['sew-overlock:3', 'sew-coverstitch:1', 'sew-lockstitch'],
      trade: ['t-sew-op:2'],
      also: ['knit', 'sewing'],
    },
  ),
  invented(
    'english-factory',
    'We run 40 lockstitch machines, 12 overlockers and two automatic cutters. 65 employees, ISO 13485 certified. We make scrubs and medical uniforms. No laser cutting.',
    {
      machine: ['sew-lockstitch:40', 'sew-overlock:12', 'cnc-multi-ply:2'],
      norm: ['iso-13485'],
      activity: ['workwear'],
      employees: 65,
      denied: ['cut-laser'],
    },
  ),
  invented(
    'weaving-mill',
    "Tissage familial du pays d'Olmes : 24 métiers à lances, 6 métiers Jacquard, 1 ourdissoir, une rame. Laine cardée et polyester. Nous n'avons pas de confection.",
    {
      machine: ['loom-rapier:24', 'loom-jacquard:6', 'warper:1', 'stenter:1'],
      material: ['woven-wool', 'woven-polyester'],
      activity: ['weaving'],
      denied: ['sew'],
    },
  ),
  invented(
    'knitting-mill',
    'Bonneterie : 30 métiers circulaires grand diamètre, 4 tricoteuses rectilignes Shima, jersey et interlock coton bio GOTS.',
    {
      machine: ['knit-circ-large:30', 'knit-flat:4'],
      material: ['knit-cotton', 'woven-cotton'],
      norm: ['gots'],
      activity: ['knitwear'],
      also: ['knitting-mill'],
    },
  ),
  invented(
    'spunbond-line',
    'Deux lignes spunbond et une ligne meltblown, refendeuses. Non-tissé PP de 17 à 70 g/m².',
    {
      machine: ['nw-spunbond-line:2', 'nw-meltblown-line:1', 'slitter'],
      material: ['nonwoven-polypropylene'],
      also: ['nonwovens', 'spunbond'],
    },
  ),
  invented(
    'tarpaulins',
    'Bâches PVC sur mesure, tentes de réception. Soudure haute fréquence : trois soudeuses HF. Confection sur piqueuses triple entraînement.',
    {
      machine: ['hf-welder:3', 'sew-leather'],
      process: ['heat-seal'],
      activity: ['tarpaulins', 'tents'],
      material: ['coated-fabric'],
      also: ['film-pvc', 'sew', 'sewing'],
    },
  ),
  invented(
    'injection',
    "Plasturgie, 12 presses à injecter de 50 à 200 t, une thermoformeuse, impression 3D pour les prototypes. Fini l'extrusion : nous n'en faisons plus.",
    {
      machine: ['inject-press:12', 'thermoformer:1'],
      activity: ['plastics'],
      also: ['three-d', 'print3d', 'film-ext'],
    },
  ),
  invented(
    'fab-lab',
    'fablab associatif, 9 imprimantes 3D, une découpeuse laser Trotec, une brodeuse. Des makers motivés !',
    { machine: ['fdm-printer:9', 'cut-laser-bed:1'], activity: ['three-d'], also: ['t-cad', 'flags'] },
  ),
  invented(
    'distillery',
    "Distillerie artisanale en Armagnac. Deux alambics, une ligne d'embouteillage. Nous avons un stock d'éthanol et une zone ATEX.",
    {
      machine: ['distillery:2', 'mixer-filler:1'],
      material: ['alcohol-liquid'],
      norm: ['icpe-4331'],
      activity: ['spirits'],
    },
  ),
  invented(
    'laundry',
    'Blanchisserie industrielle : tunnel de lavage, 4 laveuses-essoreuses, démarche RABC. Pas de stérilisation.',
    {
      machine: ['laundry-tunnel', 'washer-ext:4'],
      norm: ['en-14065'],
      activity: ['laundry'],
      denied: ['steril'],
      also: ['wash'],
    },
  ),
  invented(
    'shirt-maker',
    'Faiseur de chemises depuis 1952 en popeline et en oxford, une quinzaine de mécaniciennes, coupe au matelas sur Gerber.',
    {
      machine: ['cnc-multi-ply'],
      trade: ['t-sew-op:15'],
      process: ['cut-cnc'],
      material: ['woven-cotton'],
      activity: ['shirts'],
      also: ['sewing'],
    },
  ),
  invented(
    'web-page',
    '<html><head><title>Atelier Lune</title><script>var piqueuses = 40;</script><style>.surjeteuse{}</style></head><body><h1>Maroquinerie d&#39;exception</h1><p>5 presses &agrave; bras, 8 piqueuses triple entra&icirc;nement&nbsp;; cuirs de veau.</p></body></html>',
    {
      machine: ['press-die:5', 'sew-leather:8'],
      material: ['leather'],
      activity: ['leather'],
    },
  ),
  invented(
    'shouted',
    'ATELIER DE CONFECTION CHERCHE DONNEUR D’ORDRE. 18 PIQUEUSES PLATES, 7 SURJETEUSES, 2 BRIDEUSES, SCIE À RUBAN',
    {
      machine: ['sew-lockstitch:18', 'sew-overlock:7', 'sew-zigzag:2', 'band-knife'],
      activity: ['sewing'],
    },
  ),
  invented(
    'past-and-present',
    "Autrefois nous tissions de la soie et avions 12 métiers à tisser. Aujourd'hui nous faisons du contrecollage : deux contrecolleuses hot-melt.",
    {
      machine: ['laminating:2'],
      process: ['coat'],
      also: ['woven-wool', 'silk', 'loom-rapier:12', 'coating', 'weave'],
    },
  ),
  invented(
    'hygiene',
    'Fabricant de couches et de serviettes hygiéniques, 3 lignes de couches, soudure ultrasons, salle blanche ISO 8',
    {
      machine: ['diaper-line:3'],
      process: ['us-weld'],
      norm: ['iso-14644-8'],
      activity: ['hygiene'],
    },
  ),
]
