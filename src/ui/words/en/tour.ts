/** The stops of the guided tour by hat. */
export const tourEn = {
  'tour.today': 'This waits for you',
  'tour.today.text': 'The next right step, handoffs to and from you, and times that are running out. Begin at the top.',
  'tour.lead-day': 'How do things stand?',
  'tour.lead-day.text': 'Here you see what travels, what stands still and what waits to be received.',
  'tour.road': 'The roads',
  'tour.road.text':
    'Every process is a road from a need to a satisfied need. Open one to see who does what, by which routine and in what time.',
  'tour.condition': 'The condition of the road',
  'tour.condition.text': 'What waits for you who answer for the road: obstacles, drafts and questions.',
  'tour.journeys': 'The journeys',
  'tour.journeys.text':
    'Every journey is one person’s way through the process, without personal data. Open one to see where it is, what comes next and who is responsible.',
  'tour.team': 'The teams',
  'tour.team.text': 'A team gathers people of several units for the work in a process.',
  'tour.obstacle': 'Tell of obstacles',
  'tour.obstacle.text': 'Report what is in the way, at the step where it happens. The process owner sees it at once.',
  'tour.common': 'Obstacles are removed together',
  'tour.common.text': 'Here lies what is in the way. People of several units help each other to remove it.',
  'tour.strategy': 'Strategy and decisions',
  'tour.strategy.text':
    'The administration proposes, the board decides. The day, paragraph and case number of the decision stand beside the text.',
  'tour.decide': 'Proposals for decision',
  'tour.decide.text': 'Here you read what the administration proposes and record the decision of the board.',
  'tour.register': 'Who answers for what?',
  'tour.register.text': 'Every appointment is here: who, for what, since when and who gave it.',
  'tour.people': 'People and units',
  'tour.people.text': 'Title and unit say where one is employed. The hats say what one answers for.',
  'tour.audit': 'The audit trail',
  'tour.audit.text': 'All that changes is written down: who, in which hat, when, and how it was before and after.',
  'tour.hats': 'Change hat when you change role',
  'tour.hats.text': 'Your name and your hat are at the top right. One click, or Alt+H, changes it.',
  'tour.story': 'A story to follow',
  'tour.story.text':
    'This is an invented journey of an older person: the order lay unseen for two weeks. Read from the top and see where it stopped.',
  'tour.story-obstacle': 'The obstacle it left',
  'tour.story-obstacle.text':
    'Here lies the obstacle from the invented journey, and what people of several units do about it.',
} as const;
