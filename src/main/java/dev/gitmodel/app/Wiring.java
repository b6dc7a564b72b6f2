package dev.gitmodel.app;

import dev.gitmodel.cli.UseCases;
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
import dev.gitmodel.registry.Ledger;
import dev.gitmodel.registry.ListAliases;
import dev.gitmodel.registry.ListExperiments;
import dev.gitmodel.registry.ListModels;
import dev.gitmodel.registry.ListVersions;
import dev.gitmodel.registry.MetricHistory;
import dev.gitmodel.registry.MoveAlias;
import dev.gitmodel.registry.Pause;
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
import dev.gitmodel.store.Care;
import dev.gitmodel.store.Catalogue;
import dev.gitmodel.store.Clones;
import dev.gitmodel.store.LocalCommits;
import dev.gitmodel.store.ModelStore;
import dev.gitmodel.store.Workbench;
import java.nio.file.Path;
import java.time.Clock;

/** Which use case gets what: the wiring in the open. */
record Wiring(Cellar cellar, Clock clock, Path cache, Workbench workbench, Ledger.Listener heard)
    implements UseCases {
  /** What is kept, behind the interfaces that the use cases know. */
  record Cellar(
      ModelStore store, Care care, Catalogue catalogue, Clones clones, LocalCommits commits) {}

  private ModelStore store() {
    return cellar.store();
  }

  private Ledger ledger() {
    return new Ledger(store(), clock, Pause.JITTERED, heard);
  }

  @Override
  public CreateModel createModel() {
    return new CreateModel(ledger());
  }

  @Override
  public CloneModel cloneModel() {
    return new CloneModel(cellar.clones());
  }

  @Override
  public ListModels listModels() {
    return new ListModels(store(), cellar.catalogue());
  }

  @Override
  public ListVersions listVersions() {
    return new ListVersions(store());
  }

  @Override
  public ShowModel showModel() {
    return new ShowModel(store());
  }

  @Override
  public ShowVersion showVersion() {
    return new ShowVersion(store());
  }

  @Override
  public ResolveReference resolveReference() {
    return new ResolveReference(store());
  }

  @Override
  public PullVersion pullVersion() {
    return new PullVersion(store());
  }

  @Override
  public SnapshotPath snapshotPath() {
    return new SnapshotPath(store(), cache);
  }

  @Override
  public VerifyModel verifyModel() {
    return new VerifyModel(store(), cellar.care(), new HeaderReader());
  }

  @Override
  public CompareVersions compareVersions() {
    return new CompareVersions(store());
  }

  @Override
  public DiffVersions diffVersions() {
    return new DiffVersions(store(), new HeaderReader(), findCommit());
  }

  @Override
  public FindCommit findCommit() {
    return new FindCommit(cellar.commits());
  }

  @Override
  public BlameFields blameFields() {
    return new BlameFields(store());
  }

  @Override
  public BisectMetric bisectMetric() {
    return new BisectMetric(store(), new HeaderReader());
  }

  @Override
  public BisectByCommand bisectByCommand() {
    return new BisectByCommand(bisectMetric(), ledger(), workbench);
  }

  @Override
  public TraceLineage traceLineage() {
    return new TraceLineage(store(), cellar.catalogue());
  }

  @Override
  public UpdateMetrics updateMetrics() {
    return new UpdateMetrics(ledger());
  }

  @Override
  public MetricHistory metricHistory() {
    return new MetricHistory(store());
  }

  @Override
  public DescribeVersion describeVersion() {
    return new DescribeVersion(ledger());
  }

  @Override
  public MoveAlias moveAlias() {
    return new MoveAlias(ledger());
  }

  @Override
  public ListAliases listAliases() {
    return new ListAliases(store());
  }

  @Override
  public RemoveAlias removeAlias() {
    return new RemoveAlias(ledger());
  }

  @Override
  public RollbackAlias rollbackAlias() {
    return new RollbackAlias(ledger());
  }

  @Override
  public CheckGate checkGate() {
    return new CheckGate(store(), findCommit());
  }

  @Override
  public ReadAudit readAudit() {
    return new ReadAudit(store());
  }

  @Override
  public ExportAudit exportAudit() {
    return new ExportAudit(store());
  }

  @Override
  public TakeCheckpoint takeCheckpoint() {
    return new TakeCheckpoint(store());
  }

  @Override
  public VerifyAudit verifyAudit() {
    return new VerifyAudit(store());
  }

  @Override
  public ReconcileAudit reconcileAudit() {
    return new ReconcileAudit(ledger());
  }

  @Override
  public CollectGarbage collectGarbage() {
    return new CollectGarbage(store(), cellar.care());
  }

  @Override
  public Doctor doctor() {
    return new Doctor(store(), cellar.care());
  }

  @Override
  public PushVersion pushVersion() {
    return new PushVersion(ledger());
  }

  @Override
  public ReleaseVersion releaseVersion() {
    return new ReleaseVersion(ledger(), findCommit(), new HeaderReader());
  }

  @Override
  public DeleteVersion deleteVersion() {
    return new DeleteVersion(ledger());
  }

  @Override
  public StartExperiment startExperiment() {
    return new StartExperiment(ledger());
  }

  @Override
  public ListExperiments listExperiments() {
    return new ListExperiments(store());
  }

  @Override
  public ShowExperiment showExperiment() {
    return new ShowExperiment(store());
  }

  @Override
  public PromoteExperiment promoteExperiment() {
    return new PromoteExperiment(ledger());
  }

  @Override
  public DeleteExperiment deleteExperiment() {
    return new DeleteExperiment(ledger());
  }
}
