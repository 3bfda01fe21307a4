/** The accessibility statement, the form to report by, and the reports (DOS-lagen 2018:1937). */
export const accessibilitySv = {
  'organisation.accessibility': 'Tillgänglighet',
  'organisation.accessibility.of': 'Tillgänglighetsredogörelse för Resväg hos {name}',
  'organisation.accessibility.nobody': 'den som driver den här installationen',
  'organisation.accessibility.lead':
    'Alla ska kunna använda Resväg. Här står hur långt det räcker i dag, vad som brister och hur du säger till när något inte fungerar för dig.',
  'organisation.accessibility.to-form': 'Rapportera en brist',
  'organisation.accessibility.back': 'Tillbaka',

  'organisation.accessibility.service': 'Vad redogörelsen gäller',
  'organisation.accessibility.service.text':
    'Resväg är ett verktyg i webbläsaren där en organisation beskriver sina processer som vägar, följer resor på dem, ser resultaten och tar bort hinder. Här drivs Resväg av {name}, som svarar för att det går att använda. Texten följer med programmet och beskriver det så som det levereras.',

  'organisation.accessibility.level': 'Hur tillgängligt är Resväg?',
  'organisation.accessibility.level.text':
    'Resväg är delvis förenligt med lagen (2018:1937) om tillgänglighet till digital offentlig service. Kravet är WCAG 2.1 på nivå AA, genom standarden EN 301 549 V3.2.1. Det som vi vet inte når dit står här nedanför.',

  'organisation.accessibility.lacks': 'Kända brister, och vad du kan göra i stället',
  'organisation.accessibility.criteria': 'WCAG {criteria}',
  'organisation.accessibility.lack.bpmn': 'Ritningen i BPMN går inte att läsa med skärmläsare',
  'organisation.accessibility.lack.bpmn.what':
    'Fliken BPMN på en process visar en ritning. Den går att flytta och zooma med tangentbordet, men figurerna och pilarna i den saknar text som en skärmläsare kan läsa upp.',
  'organisation.accessibility.lack.bpmn.instead':
    'I stället: fliken Väg visar samma process som en väg, och som en ordnad lista när du väljer Text.',
  'organisation.accessibility.lack.languages': 'Text som människor har skrivit är inte märkt med sitt språk',
  'organisation.accessibility.lack.languages.what':
    'Namn på processer, steg och team, och det som skrivs om hinder och resor, står på det språk som de skrevs på. Har du valt engelska kan en skärmläsare därför läsa svenska ord med engelskt uttal.',
  'organisation.accessibility.lack.languages.instead':
    'I stället: välj det språk som det mesta är skrivet på, i menyn med ditt namn.',
  'organisation.accessibility.lack.files': 'Filer som hämtas hem är inte bedömda',
  'organisation.accessibility.lack.files.what':
    'Processmodeller (BPMN) och listor över avvisade rader (CSV) är gjorda för andra program.',
  'organisation.accessibility.lack.files.instead':
    'I stället: vägen går att läsa på processens sida, och varför rader avvisades på loggens.',

  'organisation.accessibility.cannot': 'När du inte kan använda en del',
  'organisation.accessibility.cannot.text':
    'Säg till i formuläret här nedanför. Du kan också be att få en uppgift på ett annat sätt, till exempel som text eller uppläst. Svaret kommer från {name}, så snart det går.',

  'organisation.accessibility.tested': 'Så har vi prövat',
  'organisation.accessibility.tested.by':
    'De som utvecklar Resväg har bedömt det själva, senast den {assessed}. Redogörelsen ändrades senast den {updated}.',
  'organisation.accessibility.tested.axe':
    'Sidorna prövas i webbläsaren Chromium med verktyget axe mot WCAG 2.1 A och AA, i ljust och mörkt.',
  'organisation.accessibility.tested.keys':
    'Att byta hatt, söka, följa visningen, logga in på nytt och rapportera en brist prövas med enbart tangentbord.',
  'organisation.accessibility.tested.width':
    'Sidor och listor prövas från 320 bildpunkters bredd, så att inget behöver rullas i sidled. Tavlan med resor och kartor är undantag, eftersom de är breda till sin natur.',
  'organisation.accessibility.tested.not':
    'Inte prövat än: med människor som använder hjälpmedel, med skärmläsare, med röststyrning, i andra webbläsare, och av någon utomstående granskare. Det kan alltså finnas brister som vi inte känner till.',

  'organisation.accessibility.form': 'Rapportera en brist',
  'organisation.accessibility.form.lead':
    'Rapporten går till administratören hos {name}. Du behöver inte berätta om dig själv, och skriv inget om någon annan.',
  'organisation.accessibility.form.as':
    'Du är inloggad, så ditt namn ({person}) följer med. Vill du vara anonym, logga ut först och rapportera från inloggningssidan.',
  'organisation.accessibility.form.none':
    'Här finns ingen organisation än, och därför ingen som kan ta emot en rapport. Formuläret kommer när organisationen är skapad.',
  'organisation.accessibility.form.note': 'Vad gick inte att använda eller läsa?',
  'organisation.accessibility.form.note.why': 'Berätta gärna vad du ville göra och vad som hände.',
  'organisation.accessibility.form.page': 'På vilken sida? (frivilligt)',
  'organisation.accessibility.form.page.why': 'Sidans adress eller vad den heter.',
  'organisation.accessibility.form.contact': 'E-post eller telefon, om du vill ha svar (frivilligt)',
  'organisation.accessibility.form.contact.why':
    'Bara den som svarar ser uppgiften. Den tas bort när rapporten är besvarad, eller tidigare.',
  'organisation.accessibility.form.contact.wrong':
    'Skriv en enda e-postadress, eller ett enda telefonnummer med riktnummer.',
  'organisation.accessibility.form.identity':
    'Det ser ut att stå ett personnummer här: ”{found}”. Ta bort det, så kan du skicka.',
  'organisation.accessibility.form.send': 'Skicka rapporten',
  'organisation.accessibility.sent': 'Tack, din rapport är sparad',
  'organisation.accessibility.sent.next':
    'Administratören hos {name} läser den, ser vad som kan göras och skriver ner vad det blev. Det ska ske så snart det går.',
  'organisation.accessibility.sent.contact': 'Du får svar på den e-post eller telefon som du lämnade.',
  'organisation.accessibility.sent.no-contact': 'Du lämnade inte e-post eller telefon, så du får inget svar själv.',
  'organisation.accessibility.sent.more': 'Rapportera något mer',

  'organisation.accessibility.supervision': 'Tillsyn',
  'organisation.accessibility.supervision.text':
    'Myndigheten för digital förvaltning, Digg, har tillsyn över lagen. Är du inte nöjd med hur {name} tar hand om din rapport kan du vända dig dit.',
  'organisation.accessibility.supervision.link': 'Anmäl bristande tillgänglighet till Digg (extern webbplats)',

  'organisation.accessibility.reports': 'Rapporter om tillgänglighet',
  'organisation.accessibility.report': 'Rapport om tillgänglighet',
  'organisation.accessibility.reports.lead':
    'Det som någon inte har kunnat använda i Resväg. Den som har väntat längst står först. Rapporter ska besvaras så snart det går.',
  'organisation.accessibility.reports.count': '{n, plural, =0 {Inga rapporter} one {# rapport} other {# rapporter}}',
  'organisation.accessibility.reports.empty': 'Ingen rapport väntar på svar',
  'organisation.accessibility.reports.empty.text':
    'Den som inte kan använda en del av Resväg säger till på sidan Tillgänglighet, som finns längst ner på varje sida.',
  'organisation.accessibility.reports.see': 'Läs redogörelsen',
  'organisation.accessibility.waiting': 'Tillgänglighet',
  'organisation.accessibility.waiting.n':
    '{n, plural, one {# rapport om tillgänglighet väntar på svar} other {# rapporter om tillgänglighet väntar på svar}}',
  'organisation.accessibility.what': 'Vad som inte gick',
  'organisation.accessibility.page': 'Sida',
  'organisation.accessibility.page.none': 'Inte angiven',
  'organisation.accessibility.reported': 'Rapporterad',
  'organisation.accessibility.by': 'Av',
  'organisation.accessibility.by.nobody': 'Någon som inte var inloggad',
  'organisation.accessibility.wants': 'Svar',
  'organisation.accessibility.wants.yes': 'Vill ha svar',
  'organisation.accessibility.wants.no': 'Inga kontaktuppgifter',
  'organisation.accessibility.state': 'Läge',
  'organisation.accessibility.state.open': 'Väntar på svar',
  'organisation.accessibility.state.answered': 'Besvarad',
  'organisation.accessibility.state.all': 'Alla',
  'organisation.accessibility.answered': 'Besvarad den',
  'organisation.accessibility.contact': 'E-post eller telefon',
  'organisation.accessibility.contact.hidden': 'Finns; bara administratören ser den',
  'organisation.accessibility.contact.remove': 'Ta bort uppgiften',
  'organisation.accessibility.contact.remove.lead':
    'Kontaktuppgiften tas bort genast och går inte att få tillbaka. Den som rapporterade kan då inte få svar.',
  'organisation.accessibility.contact.removed': 'Kontaktuppgiften är borttagen.',
  'organisation.accessibility.answer': 'Markera som besvarad',
  'organisation.accessibility.answer.lead':
    'Har den som rapporterade lämnat e-post eller telefon, svara dit först. Kontaktuppgiften tas bort när du markerar rapporten som besvarad.',
  'organisation.accessibility.answer.to': 'Svara till: {contact}',
  'organisation.accessibility.answer.text': 'Vad gjordes?',
  'organisation.accessibility.answer.text.why': 'Det här sparas med ditt namn, din hatt och tiden.',
  'organisation.accessibility.answer.done': 'Rapporten är besvarad.',
  'organisation.accessibility.reopen': 'Öppna igen',
  'organisation.accessibility.reopen.lead': 'Rapporten hamnar åter bland dem som väntar på svar.',
  'organisation.accessibility.reopen.text': 'Varför öppnas den igen?',
  'organisation.accessibility.reopen.done': 'Rapporten är öppen igen.',
  'organisation.accessibility.lines': 'Vad som har gjorts',
  'organisation.accessibility.lines.none': 'Inget än.',
  'organisation.accessibility.line.answered': 'Besvarade',
  'organisation.accessibility.line.reopened': 'Öppnade igen',
  'organisation.accessibility.line.contact-removed': 'Tog bort kontaktuppgiften',
};
