/**
 * The reference of the journey in a demo organisation whose order lay unseen for two weeks: the invented story that a
 * newcomer is shown. The demo makes it by this reference, and it is offered nowhere but in a demo organisation.
 */
export const unseenOrder = 'ÄLDRE-BESTÄLLNINGEN';
