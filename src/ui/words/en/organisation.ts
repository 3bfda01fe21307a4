export const organisationEn = {
  'organisation.hat': 'Hat',
  'organisation.scope.organisation': 'the whole organisation',
  'organisation.scope.process': 'a process',
  'organisation.scope.team': 'a team',
  'organisation.scope.unit': 'a unit',
  'organisation.sign-in.title': 'Sign in',
  'organisation.sign-in.to': 'Welcome to {name}',
  'organisation.sign-in.off':
    'Here one does not choose a person to sign in. Ask whoever runs the system for a sign-in.',
  'organisation.sign-in.lead':
    'Here is a whole administration with processes as roads, journeys under way and people who wear different hats. All of it is invented, so try things freely.',
  'organisation.sign-in.hats': 'Choose a hat and see its day',
  'organisation.sign-in.see-day': 'See the day',
  'organisation.sign-in.see-day-of': 'See the day of {hat}',
  'organisation.sign-in.people': 'Or choose whom to be',
  'organisation.sign-in.search': 'Search name, title or unit',
  'organisation.sign-in.own':
    'Do you want to begin empty, with your own organisation? Start with a data folder of its own:',
  'organisation.hat-day.co-worker':
    'Travels with the one who needs help: does the next right step, hands over, receives, tells of obstacles.',
  'organisation.hat-day.team-leader':
    'Answers for the journeys of the team: sees where they stand still and who has too much.',
  'organisation.hat-day.business-owner':
    'Answers for the sum of all journeys: that goals are met and the road is used.',
  'organisation.hat-day.process-owner':
    'Answers for the road as a whole: that it is in good condition and obstacles are removed.',
  'organisation.hat-day.process-leader': 'Keeps and develops the road, by delegation of its owner.',
  'organisation.hat-day.process-support': 'Keeps methods and tools and sees all processes side by side.',
  'organisation.hat-day.resource-owner': 'Answers for competence and staffing: who there is, in which teams.',
  'organisation.hat-day.management': 'Proposes the strategy, appoints process owners and sees the whole.',
  'organisation.hat-day.board': 'Decides on the strategy and follows what it leads to.',
  'organisation.hat-day.auditor': 'Audits: who did what, in which hat, and what came of it.',
  'organisation.hat-day.administrator': 'Sets up units, people and teams.',
  'organisation.new.lead':
    'Only a few things are needed to begin. You get the hats of management and administrator, and can then add people, teams and processes.',
  'organisation.new.name': 'Name of the organisation',
  'organisation.new.name.why': 'For example the municipality and the administration.',
  'organisation.new.board': 'Board that it answers to',
  'organisation.new.board.why': 'Between boards runs a border of secrecy.',
  'organisation.new.unitName': 'First unit',
  'organisation.new.unitName.why': 'You add more units later.',
  'organisation.new.personName': 'Your name',
  'organisation.new.personName.why': 'Shown on what you do, together with your hat.',
  'organisation.new.title.why': 'The title says nothing of what you may do; the hats do.',
  'organisation.new.create': 'Make the organisation',
  'organisation.new.page': 'Make your organisation',
  'organisation.new.title': 'Your title',
} as const;
