using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace SmtpAdmin.Cmdlets.Tests.Layout;

/// <summary>Reads what an assembly refers to, without loading it.</summary>
internal static class AssemblyReferences
{
    public static IReadOnlyList<string> Read(string file)
    {
        using FileStream stream = File.OpenRead(file);
        using PEReader portable = new(stream);
        MetadataReader metadata = portable.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(
            handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
