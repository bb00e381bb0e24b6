"""Which contract does each RPC method load its payload with? Those that are not here take nothing."""

from contracts.events import commands as events
from contracts.notifications import commands as notifications
from contracts.registry import commands as registry

CONTRACTS = {
    "registry.save_association": registry.SaveAssociation,
    "registry.associations": registry.FindAssociations,
    "registry.association": registry.ReadAssociation,
    "registry.people": registry.ReadPeople,
    "registry.open_import": registry.OpenImport,
    "registry.add_import_chunk": registry.AddImportChunk,
    "registry.check_import": registry.CheckImport,
    "registry.confirm_import": registry.ConfirmImport,
    "registry.import_state": registry.ReadImport,
    "registry.import_report": registry.ReadImportReport,
    "events.announce_meeting": events.AnnounceMeeting,
    "events.change_meeting": events.ChangeMeeting,
    "events.cancel_meeting": events.CancelMeeting,
    "events.meetings": events.ListMeetings,
    "events.meeting": events.OneMeeting,
    "events.answers": events.OneMeeting,
    "notifications.preview_audience": notifications.PreviewAudience,
    "notifications.set_opt_out": notifications.SetOptOut,
    "notifications.pause_announcement": notifications.PauseAnnouncement,
    "notifications.recipients": notifications.ListRecipients,
    "notifications.sandbox_reply": notifications.SandboxReply,
}
