/**
 * `resvag/mining`: the mining engine as a library, for Node and browsers. Pure: it reads bytes and answers values; files,
 * decompression and clocks are the caller's. See docs/guides/mining.md.
 */
// biome-ignore-start lint/performance/noBarrelFile: this one file is the package's public entry (package.json, "exports").

export type { Random } from '#lib/random.ts';
export { seededRandom } from '#lib/random.ts';
export type { Result } from '#lib/result.ts';
export { readRoad } from '#process/bpmn/read.ts';
export type { Road } from '#process/road.ts';
export type { Strip } from '#process/strip.ts';
export { strip } from '#process/strip.ts';
export type { BeforeAfter, Difference, Measured, Side } from './change/before-after.ts';
export { beforeAfter } from './change/before-after.ts';
export type { CaseMeasure } from './change/case-measure.ts';
export { caseBeginnings, caseMeasure } from './change/case-measure.ts';
export type { ControlChart, Signal } from './change/control-chart.ts';
export { controlChart } from './change/control-chart.ts';
export type { Change, ChangedRelation, Drift } from './change/drift.ts';
export { drift } from './change/drift.ts';
export type { ShownComparison, ShownHints } from './change/suppress-change.ts';
export { suppressComparison, suppressDrift, suppressHints } from './change/suppress-change.ts';
export type { AlignOptions, Conformance } from './conformance/align/align.ts';
export { align } from './conformance/align/align.ts';
export type { Allowance } from './conformance/allow.ts';
export { readAllowances } from './conformance/allow.ts';
export type { Deviation, DeviationCategory } from './conformance/deviation.ts';
export type { AllowedRow, DeviationOptions, DeviationRow, Deviations } from './conformance/deviations.ts';
export { deviationsAgainst, deviationsOf } from './conformance/deviations.ts';
export type { Fit } from './conformance/fit.ts';
export type { Period, PeriodFit } from './conformance/over-time.ts';
export { fitOverTime } from './conformance/over-time.ts';
export type { Precision, Quality } from './conformance/precision.ts';
export { alignmentQuality, precision } from './conformance/precision.ts';
export type { Replay } from './conformance/replay.ts';
export { replay } from './conformance/replay.ts';
export type { RuleFound, RuleOptions, RulesFound } from './conformance/rules/check.ts';
export { checkRules } from './conformance/rules/check.ts';
export type { Rule } from './conformance/rules/rule.ts';
export { readRules } from './conformance/rules/rule.ts';
export type { ShownRule } from './conformance/rules/suppress.ts';
export { suppressRule } from './conformance/rules/suppress.ts';
export type { ShownDeviations, ShownFit } from './conformance/suppress.ts';
export { suppressDeviations, suppressFits } from './conformance/suppress.ts';
export type { Version } from './conformance/versions.ts';
export { casesByVersion, fitToVersions, readVersions } from './conformance/versions.ts';
export { writeBpmn, writeCausalBpmn } from './discovery/bpmn.ts';
export type { CausalNet } from './discovery/causal-net.ts';
export { causalSummary, heuristicsMiner, netOfCausal } from './discovery/causal-net.ts';
export type { DependencyOptions } from './discovery/dependency.ts';
export { inductiveMiner } from './discovery/inductive.ts';
export type { PetriNet, Transition } from './discovery/petri-net.ts';
export { netOfTree } from './discovery/petri-net.ts';
export type { Tree } from './discovery/tree.ts';
export { activityTree, node, treeText } from './discovery/tree.ts';
export { writeCsv } from './formats/csv/csv-write.ts';
export type {
  Clock,
  CsvOptions,
  CsvRole,
  Imported,
  ImportOptions,
  ImportRefusal,
  ImportReport,
  Progress,
  Rejection,
  RejectionReason,
} from './formats/import.ts';
export { readBpmnNet } from './formats/model/bpmn-net.ts';
export { readPnml, writePnml } from './formats/model/pnml.ts';
export { readPtml, writePtml } from './formats/model/ptml.ts';
export { readParquet } from './formats/parquet/parquet-read.ts';
export { writeParquet } from './formats/parquet/parquet-write.ts';
export type { Chunks } from './formats/read-log.ts';
export { readLog } from './formats/read-log.ts';
export { writeXes } from './formats/xes/xes-write.ts';
export { asOf, endOfDay, startOfDay } from './log/as-of.ts';
export type { Dictionary } from './log/dictionary.ts';
export { textOf, textsOf } from './log/dictionary.ts';
export type { CaseCondition, FilterRefusal, LogFilter, Within } from './log/filter.ts';
export { filterCases, filterLog, unknownName } from './log/filter.ts';
export type { DoneBy } from './log/finished.ts';
export { finishedCases } from './log/finished.ts';
export { formatInstant } from './log/instant.ts';
export type { AboutLog, Attribute, AttributeType, Column, Log, Value, Values } from './log/log.ts';
export { beginning, valueAt } from './log/log.ts';
export type { EventRow } from './log/log-builder.ts';
export { logFromEvents } from './log/log-builder.ts';
export type { Selection } from './log/selection.ts';
export { selectCases } from './log/selection.ts';
export type { Summary } from './log/summary.ts';
export { summaryOf } from './log/summary.ts';
export type { LogMap, MapEdge, MapNode } from './map/map.ts';
export { mapOf } from './map/map.ts';
export type { ReducedMap } from './map/reduce-map.ts';
export { reduceMap } from './map/reduce-map.ts';
export type { Variant } from './map/variants.ts';
export { variantsOf } from './map/variants.ts';
export type { Flattened, FlattenOptions } from './ocel/flat/flatten.ts';
export { flatten } from './ocel/flat/flatten.ts';
export type { FlattenFigures } from './ocel/flat/flatten-figures.ts';
export { flattenFigures } from './ocel/flat/flatten-figures.ts';
export { objectLogOfCases } from './ocel/flat/of-cases.ts';
export { writeOcelJson } from './ocel/formats/json-write.ts';
export type { ObjectImported } from './ocel/formats/object-import.ts';
export { readObjectLog } from './ocel/formats/read-objects.ts';
export { writeOcelXml } from './ocel/formats/xml-write.ts';
export { objectsAsOf } from './ocel/object-as-of.ts';
export type { ObjectLog } from './ocel/object-log.ts';
export type { ObjectMap } from './ocel/object-map.ts';
export { objectMap } from './ocel/object-map.ts';
export type { ObjectSummary } from './ocel/object-summary.ts';
export { objectSummary } from './ocel/object-summary.ts';
export type { Hint, Hints } from './performance/attribute-hints.ts';
export { attributeHints } from './performance/attribute-hints.ts';
export type { Calendar, WorkingHours } from './performance/calendar.ts';
export { swedishWorkingHours } from './performance/calendar.ts';
export type { GroupedHandovers, GroupHandover } from './performance/grouped-handovers.ts';
export { groupedHandovers } from './performance/grouped-handovers.ts';
export type { Grouping } from './performance/grouping.ts';
export { eachPerson, groupByAttribute, groupByList } from './performance/grouping.ts';
export type { Handover } from './performance/handover.ts';
export { handovers } from './performance/handover.ts';
export type { LeadTimeBin, LeadTimes } from './performance/lead-time.ts';
export { leadTimes } from './performance/lead-time.ts';
export type { LifecycleReport } from './performance/lifecycle.ts';
export { pairLifecycle } from './performance/lifecycle.ts';
export type { LocatedObstacle, Place } from './performance/obstacles-on-strip.ts';
export { obstaclesOnStrip } from './performance/obstacles-on-strip.ts';
export type { Rework, ReworkCounts } from './performance/rework.ts';
export { reworkOf } from './performance/rework.ts';
export type { ObstacleQuestion, RoadObstacle, WaitTarget } from './performance/road-obstacles.ts';
export { roadObstacles } from './performance/road-obstacles.ts';
export type { SegmentEnd, SegmentQuestion, SegmentTimes } from './performance/segment.ts';
export { segmentTimes } from './performance/segment.ts';
export type { ShownHandovers } from './performance/suppress-handovers.ts';
export { suppressHandovers } from './performance/suppress-handovers.ts';
export type { ShownRework } from './performance/suppress-rework.ts';
export { suppressRework } from './performance/suppress-rework.ts';
export type { Outside } from './performance/waiting/outside.ts';
export { outsideUntil } from './performance/waiting/outside.ts';
export type { Spent } from './performance/waiting/spent.ts';
export type { ShownWaiting, WaitingGroups } from './performance/waiting/suppress-waiting.ts';
export { suppressWaiting, waitingGroups } from './performance/waiting/suppress-waiting.ts';
export type { ShownSegment, ShownWork, WorkGroups } from './performance/waiting/suppress-work.ts';
export { suppressSegment, suppressWorking } from './performance/waiting/suppress-work.ts';
export type { Cause, WaitingCauses } from './performance/waiting/waiting-causes.ts';
export { waitingCauses } from './performance/waiting/waiting-causes.ts';
export type { WorkingAndWaiting } from './performance/waiting/working-waiting.ts';
export { workGroups, workingAndWaiting } from './performance/waiting/working-waiting.ts';
export type { IdentityColumn } from './privacy/identity-columns.ts';
export { identityColumns } from './privacy/identity-columns.ts';
export type { Guarded, GuardRefusal } from './privacy/pseudonyms.ts';
export { guardedLog } from './privacy/pseudonyms.ts';
export type { ShownEdge, ShownMap, ShownNode, Suppressed } from './privacy/small-groups.ts';
export { suppressLeadTimes, suppressMap, suppressVariants } from './privacy/small-groups.ts';
export { commonWays, suppressFollowing, suppressSummary } from './privacy/suppress-counts.ts';
export type { Closing } from './remaining/closing.ts';
export { closingActivities } from './remaining/closing.ts';
export type { Remaining, RemainingCoverage, RemainingState } from './remaining/remaining.ts';
export { remainingTimes } from './remaining/remaining.ts';
export type { ShownRemaining } from './remaining/suppress-remaining.ts';
export { suppressRemaining } from './remaining/suppress-remaining.ts';
export type { AnswerDifference, Definition, DefinitionPage, LogSnapshot, OptionValue, Statement } from './statement.ts';
export { definitionsOf, differences, ENGINE, normalFilter, snapshotOf } from './statement.ts';
// biome-ignore-end lint/performance/noBarrelFile: see above.
