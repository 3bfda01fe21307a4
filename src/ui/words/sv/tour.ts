/** The stops of the guided tour by hat. */
export const tourSv = {
  'tour.today': 'Det här väntar på dig',
  'tour.today.text':
    'Nästa rätta steg, överlämningar till och från er, och tider som håller på att ta slut. Börja uppifrån.',
  'tour.lead-day': 'Hur står det till?',
  'tour.lead-day.text': 'Här ser du vad som reser, vad som står stilla och vad som väntar på att tas emot.',
  'tour.road': 'Vägarna',
  'tour.road.text':
    'Varje process är en väg från ett behov till ett tillgodosett behov. Öppna en och se vem som gör vad, med vilken rutin och på vilken tid.',
  'tour.condition': 'Vägens skick',
  'tour.condition.text': 'Vad som väntar på dig som svarar för vägen: hinder, utkast och frågor.',
  'tour.journeys': 'Resorna',
  'tour.journeys.text':
    'Varje resa är en persons väg genom processen, utan personuppgifter. Öppna en för att se var den är, vad som står på tur och vem som är ansvarig.',
  'tour.team': 'Teamen',
  'tour.team.text': 'Ett team samlar människor från flera enheter för arbetet i en process.',
  'tour.obstacle': 'Säg till om hinder',
  'tour.obstacle.text': 'Rapportera det som är i vägen, på steget där det händer. Processägaren ser det direkt.',
  'tour.common': 'Hindren tas bort tillsammans',
  'tour.common.text': 'Här ligger det som är i vägen. Människor från flera enheter hjälps åt att ta bort det.',
  'tour.strategy': 'Strategi och beslut',
  'tour.strategy.text':
    'Förvaltningen föreslår, nämnden beslutar. Beslutets dag, paragraf och ärendenummer står bredvid texten.',
  'tour.decide': 'Förslag till beslut',
  'tour.decide.text': 'Här läser du vad förvaltningen föreslår och för in nämndens beslut.',
  'tour.register': 'Vem svarar för vad?',
  'tour.register.text': 'Varje uppdrag står här: vem, för vad, från när och vem som gav det.',
  'tour.people': 'Människor och enheter',
  'tour.people.text': 'Titel och enhet säger var man är anställd. Hattarna säger vad man svarar för.',
  'tour.audit': 'Revisionsspåret',
  'tour.audit.text': 'Allt som ändras skrivs ned: vem, i vilken hatt, när, och hur det var före och efter.',
  'tour.hats': 'Byt hatt när du byter roll',
  'tour.hats.text': 'Uppe till höger står ditt namn och din hatt. Ett klick, eller Alt+H, byter den.',
  'tour.story': 'En berättelse att följa',
  'tour.story.text':
    'Det här är en påhittad resa i Äldreprocessen: beställningen låg osedd i två veckor. Läs uppifrån och se var den stannade.',
  'tour.story-obstacle': 'Hindret den lämnade',
  'tour.story-obstacle.text':
    'Här ligger hindret från den påhittade resan, och det människor från flera enheter gör åt det.',
} as const;
