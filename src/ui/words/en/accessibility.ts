/** The accessibility statement, the form to report by, and the reports (DOS-lagen 2018:1937). */
export const accessibilityEn = {
  'organisation.accessibility': 'Accessibility',
  'organisation.accessibility.of': 'Accessibility statement for Resväg at {name}',
  'organisation.accessibility.nobody': 'whoever runs this installation',
  'organisation.accessibility.lead':
    'Everybody should be able to use Resväg. This page says how far that holds today, what falls short, and how to tell us when something does not work for you.',
  'organisation.accessibility.to-form': 'Report a shortcoming',
  'organisation.accessibility.back': 'Back',

  'organisation.accessibility.service': 'What the statement is about',
  'organisation.accessibility.service.text':
    'Resväg is a tool in the browser where an organisation describes its processes as roads, follows journeys on them, sees the results and removes obstacles. Here Resväg is run by {name}, who answers for it being usable. This text comes with the program and describes it as it is delivered.',

  'organisation.accessibility.level': 'How accessible is Resväg?',
  'organisation.accessibility.level.text':
    'Resväg is partially compliant with the Swedish act (2018:1937) on accessibility to digital public services. The requirement is WCAG 2.1 at level AA, through the standard EN 301 549 V3.2.1. What we know does not reach it is listed below.',

  'organisation.accessibility.lacks': 'Known shortcomings, and what you can do instead',
  'organisation.accessibility.criteria': 'WCAG {criteria}',
  'organisation.accessibility.lack.bpmn': 'The BPMN drawing cannot be read by a screen reader',
  'organisation.accessibility.lack.bpmn.what':
    'The BPMN tab of a process shows a drawing. It can be moved and zoomed with the keyboard, but its shapes and arrows have no text that a screen reader can read out.',
  'organisation.accessibility.lack.bpmn.instead':
    'Instead: the Road tab shows the same process as a road, and as an ordered list when you choose Text.',
  'organisation.accessibility.lack.languages': 'What people have written is not marked with its language',
  'organisation.accessibility.lack.languages.what':
    'Names of processes, steps and teams, and what is written about obstacles and journeys, stand in the language they were written in. If you have chosen English, a screen reader may therefore read Swedish words as if they were English.',
  'organisation.accessibility.lack.languages.instead':
    'Instead: choose the language that most is written in, in the menu with your name.',
  'organisation.accessibility.lack.files': 'Files that are downloaded have not been assessed',
  'organisation.accessibility.lack.files.what':
    'Process models (BPMN) and lists of rejected rows (CSV) are made for other programs.',
  'organisation.accessibility.lack.files.instead':
    'Instead: the road can be read on the page of the process, and why rows were rejected on that of the log.',

  'organisation.accessibility.cannot': 'When you cannot use a part',
  'organisation.accessibility.cannot.text':
    'Tell us in the form below. You can also ask to be given something in another way, for example as text or read out. The answer comes from {name}, as soon as possible.',

  'organisation.accessibility.tested': 'How we have tested',
  'organisation.accessibility.tested.by':
    'Those who develop Resväg have assessed it themselves, last on {assessed}. The statement was last changed on {updated}.',
  'organisation.accessibility.tested.axe':
    'The pages are tested in the browser Chromium with the tool axe against WCAG 2.1 A and AA, in light and dark.',
  'organisation.accessibility.tested.keys':
    'Changing hat, searching, following the tour, signing in again and reporting a shortcoming are tested with the keyboard alone.',
  'organisation.accessibility.tested.width':
    'Pages and lists are tested from a width of 320 pixels, so that nothing needs to be scrolled sideways. The board of journeys and the maps are exceptions, since they are wide by nature.',
  'organisation.accessibility.tested.not':
    'Not tested yet: with people who use assistive technology, with screen readers, with voice control, in other browsers, and by any outside reviewer. So there may be shortcomings that we do not know of.',

  'organisation.accessibility.form': 'Report a shortcoming',
  'organisation.accessibility.form.lead':
    'The report goes to the administrator at {name}. You need not tell anything about yourself, and write nothing about anybody else.',
  'organisation.accessibility.form.as':
    'You are signed in, so your name ({person}) goes with it. If you want to be anonymous, sign out first and report from the sign-in page.',
  'organisation.accessibility.form.none':
    'There is no organisation here yet, and so nobody who can receive a report. The form comes when the organisation has been created.',
  'organisation.accessibility.form.note': 'What could not be used or read?',
  'organisation.accessibility.form.note.why': 'Do tell what you wanted to do and what happened.',
  'organisation.accessibility.form.page': 'On which page? (optional)',
  'organisation.accessibility.form.page.why': 'The address of the page, or what it is called.',
  'organisation.accessibility.form.contact': 'E-mail or phone, if you want an answer (optional)',
  'organisation.accessibility.form.contact.why':
    'Only the one who answers sees it. It is removed when the report is answered, or earlier.',
  'organisation.accessibility.form.contact.wrong':
    'Write a single e-mail address, or a single phone number with its area code.',
  'organisation.accessibility.form.identity':
    'There seems to be a personal identity number here: “{found}”. Take it away and you can send.',
  'organisation.accessibility.form.send': 'Send the report',
  'organisation.accessibility.sent': 'Thank you, your report is saved',
  'organisation.accessibility.sent.next':
    'The administrator at {name} reads it, sees what can be done and writes down what came of it. That shall be done as soon as possible.',
  'organisation.accessibility.sent.contact': 'You will be answered by the e-mail or phone that you gave.',
  'organisation.accessibility.sent.no-contact':
    'You gave no e-mail or phone, so you will not get an answer of your own.',
  'organisation.accessibility.sent.more': 'Report something more',

  'organisation.accessibility.supervision': 'Supervision',
  'organisation.accessibility.supervision.text':
    'The Agency for Digital Government, Digg, supervises the act. If you are not content with how {name} takes care of your report, you can turn there.',
  'organisation.accessibility.supervision.link': 'Report lacking accessibility to Digg (external website)',

  'organisation.accessibility.reports': 'Reports on accessibility',
  'organisation.accessibility.report': 'Report on accessibility',
  'organisation.accessibility.reports.lead':
    'What somebody has not been able to use in Resväg. The one that has waited longest comes first. Reports shall be answered as soon as possible.',
  'organisation.accessibility.reports.count': '{n, plural, =0 {No reports} one {# report} other {# reports}}',
  'organisation.accessibility.reports.empty': 'No report waits for an answer',
  'organisation.accessibility.reports.empty.text':
    'Whoever cannot use a part of Resväg says so on the page Accessibility, which is at the bottom of every page.',
  'organisation.accessibility.reports.see': 'Read the statement',
  'organisation.accessibility.waiting': 'Accessibility',
  'organisation.accessibility.waiting.n':
    '{n, plural, one {# report on accessibility waits for an answer} other {# reports on accessibility wait for an answer}}',
  'organisation.accessibility.what': 'What did not work',
  'organisation.accessibility.page': 'Page',
  'organisation.accessibility.page.none': 'Not given',
  'organisation.accessibility.reported': 'Reported',
  'organisation.accessibility.by': 'By',
  'organisation.accessibility.by.nobody': 'Somebody who was not signed in',
  'organisation.accessibility.wants': 'Answer',
  'organisation.accessibility.wants.yes': 'Wants an answer',
  'organisation.accessibility.wants.no': 'No contact details',
  'organisation.accessibility.state': 'State',
  'organisation.accessibility.state.open': 'Waits for an answer',
  'organisation.accessibility.state.answered': 'Answered',
  'organisation.accessibility.state.all': 'All',
  'organisation.accessibility.answered': 'Answered on',
  'organisation.accessibility.contact': 'E-mail or phone',
  'organisation.accessibility.contact.hidden': 'Given; only the administrator sees it',
  'organisation.accessibility.contact.remove': 'Remove the details',
  'organisation.accessibility.contact.remove.lead':
    'The contact details are removed at once and cannot be had back. Whoever reported can then not be answered.',
  'organisation.accessibility.contact.removed': 'The contact details are removed.',
  'organisation.accessibility.answer': 'Mark as answered',
  'organisation.accessibility.answer.lead':
    'If whoever reported has given an e-mail address or a phone number, answer there first. The contact details are removed when you mark the report as answered.',
  'organisation.accessibility.answer.to': 'Answer to: {contact}',
  'organisation.accessibility.answer.text': 'What was done?',
  'organisation.accessibility.answer.text.why': 'This is kept with your name, your hat and the time.',
  'organisation.accessibility.answer.done': 'The report is answered.',
  'organisation.accessibility.reopen': 'Open again',
  'organisation.accessibility.reopen.lead': 'The report is again among those that wait for an answer.',
  'organisation.accessibility.reopen.text': 'Why is it opened again?',
  'organisation.accessibility.reopen.done': 'The report is open again.',
  'organisation.accessibility.lines': 'What has been done',
  'organisation.accessibility.lines.none': 'Nothing yet.',
  'organisation.accessibility.line.answered': 'Answered',
  'organisation.accessibility.line.reopened': 'Opened again',
  'organisation.accessibility.line.contact-removed': 'Removed the contact details',
};
