import { letter, read, type Letter, type Moment } from './letter.ts'
import { chart, photo } from './pictures.ts'

/** Designed letters: tables, a style sheet, remote pictures that must be asked for, one that came along. */
export function newsletters(at: Moment): Promise<Letter[]> {
  return Promise.all([
    ...[3, 17, 31].map((days, place) => letter(canope(at(days, '06:30'), 42 - place))),
    ...[9, 40].map((days) => letter(museum(at(days, '12:00')))),
    letter(figures(at(12, '14:05'))),
  ])
}

const canope = (date: Date, issue: number) => ({
  from: { name: 'Réseau Canopé', address: 'lettre@canope.example' },
  date,
  flags: read,
  subject: `La lettre n° ${issue} : enseigner les mathématiques autrement`,
  list: { unsubscribe: { url: 'https://canope.example/desabonnement?u=4711', comment: 'Se désabonner' } },
  text: `La lettre n° ${issue}\n\nUn jeu de proportionnalité, un atelier, trois lectures.\n\nhttps://canope.example/lettre/${issue}`,
  html: `<!doctype html><html lang="fr"><head><style>
body{margin:0;background:#eef1f4;font-family:Verdana,sans-serif}.card{background:#fff;border-radius:6px}h1{color:#0b4f6c;font-size:24px}
a.button{background:#0b4f6c;color:#fff;padding:10px 18px;text-decoration:none;border-radius:4px}
@media (max-width:500px){.column{display:block!important;width:100%!important}}</style></head><body>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px">
<table role="presentation" class="card" width="600" cellpadding="24" cellspacing="0"><tr><td>
<img src="https://images.canope.example/entete-${issue}.jpg" width="552" height="160" alt="Des élèves autour d’une table">
<h1>La lettre n° ${issue}</h1><p>Un jeu de proportionnalité, un atelier, trois lectures.</p>
<table role="presentation" width="100%"><tr><td class="column" width="50%" valign="top" style="padding-right:12px"><h2 style="font-size:16px">À essayer</h2><p>Le jeu des recettes : multiplier sans s’en apercevoir.</p></td>
<td class="column" width="50%" valign="top"><h2 style="font-size:16px">À lire</h2><p>Trois ouvrages pour le CDI.</p></td></tr></table>
<p><a class="button" href="https://canope.example/lettre/${issue}">Lire la lettre</a></p>
<p style="font-size:11px;color:#667">Vous recevez cette lettre parce que vous êtes inscrite. <a href="https://canope.example/desabonnement?u=4711">Se désabonner</a></p>
<img src="https://suivi.canope.example/o.gif?u=4711&amp;n=${issue}" width="1" height="1" alt=""></td></tr></table></td></tr></table></body></html>`,
})

const museum = (date: Date) => ({
  from: { name: 'Musée des Confluences', address: 'scolaires@musee.example' },
  date,
  flags: read,
  subject: 'Vos visites scolaires : les créneaux du printemps',
  html: `<table width="600" align="center" style="font-family:Georgia,serif"><tr><td><img src="cid:quais@musee" width="480" height="320" alt="Les quais, au soir">
<h1 style="color:#7a2e1d">Les créneaux du printemps</h1><p>Réservez avant le <b>15 décembre</b> : <a href="https://musee.example/reserver">choisir une date</a>.</p></td></tr></table>`,
  attachments: [{ filename: 'quais.jpg', content: photo, cid: 'quais@musee' }],
})

const figures = (date: Date) => ({
  from: { name: 'Mission maîtrise des langages', address: 'maitrise@ac-lyon.example' },
  date,
  flags: read,
  subject: 'Évaluations de 6e : les résultats en un coup d’œil',
  text: 'Les résultats sont dans le graphique joint.',
  html: '<p>Bonjour,</p><p>voici les résultats :</p><p><img src="cid:resultats@ac" alt="Cinq barres, de 42 à 88 %"></p><p>La mission</p>',
  attachments: [
    { filename: 'résultats.png', content: chart([50, 62, 74, 90, 105], [31, 94, 140]), cid: 'resultats@ac' },
  ],
})
