package dev.gitmodel.cli;

import dev.gitmodel.registry.BisectByCommand;
import dev.gitmodel.registry.BisectMetric;
import dev.gitmodel.registry.BlameFields;
import dev.gitmodel.registry.CheckGate;
import dev.gitmodel.registry.CloneModel;
import dev.gitmodel.registry.CollectGarbage;
import dev.gitmodel.registry.CompareVersions;
import dev.gitmodel.registry.CreateModel;
import dev.gitmodel.registry.DeleteExperiment;
import dev.gitmodel.registry.DeleteVersion;
import dev.gitmodel.registry.DescribeVersion;
import dev.gitmodel.registry.DiffVersions;
import dev.gitmodel.registry.Doctor;
import dev.gitmodel.registry.ExportAudit;
import dev.gitmodel.registry.FindCommit;
import dev.gitmodel.registry.ListAliases;
import dev.gitmodel.registry.ListExperiments;
import dev.gitmodel.registry.ListModels;
import dev.gitmodel.registry.ListVersions;
import dev.gitmodel.registry.MetricHistory;
import dev.gitmodel.registry.MoveAlias;
import dev.gitmodel.registry.PromoteExperiment;
import dev.gitmodel.registry.PullVersion;
import dev.gitmodel.registry.PushVersion;
import dev.gitmodel.registry.ReadAudit;
import dev.gitmodel.registry.ReconcileAudit;
import dev.gitmodel.registry.ReleaseVersion;
import dev.gitmodel.registry.RemoveAlias;
import dev.gitmodel.registry.ResolveReference;
import dev.gitmodel.registry.RollbackAlias;
import dev.gitmodel.registry.ShowExperiment;
import dev.gitmodel.registry.ShowModel;
import dev.gitmodel.registry.ShowVersion;
import dev.gitmodel.registry.SnapshotPath;
import dev.gitmodel.registry.StartExperiment;
import dev.gitmodel.registry.TakeCheckpoint;
import dev.gitmodel.registry.TraceLineage;
import dev.gitmodel.registry.UpdateMetrics;
import dev.gitmodel.registry.VerifyAudit;
import dev.gitmodel.registry.VerifyModel;

/** What a command can ask of the registry; each is made when it is asked for. */
public interface UseCases {
  CreateModel createModel();

  CloneModel cloneModel();

  ListModels listModels();

  ListVersions listVersions();

  ShowModel showModel();

  ShowVersion showVersion();

  ResolveReference resolveReference();

  PullVersion pullVersion();

  SnapshotPath snapshotPath();

  VerifyModel verifyModel();

  CompareVersions compareVersions();

  DiffVersions diffVersions();

  FindCommit findCommit();

  BlameFields blameFields();

  BisectMetric bisectMetric();

  BisectByCommand bisectByCommand();

  TraceLineage traceLineage();

  UpdateMetrics updateMetrics();

  MetricHistory metricHistory();

  DescribeVersion describeVersion();

  MoveAlias moveAlias();

  ListAliases listAliases();

  RemoveAlias removeAlias();

  RollbackAlias rollbackAlias();

  CheckGate checkGate();

  ReadAudit readAudit();

  ExportAudit exportAudit();

  TakeCheckpoint takeCheckpoint();

  VerifyAudit verifyAudit();

  ReconcileAudit reconcileAudit();

  CollectGarbage collectGarbage();

  Doctor doctor();

  PushVersion pushVersion();

  ReleaseVersion releaseVersion();

  DeleteVersion deleteVersion();

  StartExperiment startExperiment();

  ListExperiments listExperiments();

  ShowExperiment showExperiment();

  PromoteExperiment promoteExperiment();

  DeleteExperiment deleteExperiment();
}
